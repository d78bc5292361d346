/** Writes API.md and docs/api of the compiled library. */
import { ROOT, runMain } from '../tools';
import { writeDocs } from './docs';

runMain(() => writeDocs(ROOT, ROOT));
