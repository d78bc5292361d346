import { printFaultTable } from './fault-table';

/** Shows what the tests of faults have found. */
export default function tearDown(): void {
  printFaultTable();
}
