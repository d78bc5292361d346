/** Writes API.md and API.ory.md of the compiled library. */
import { ROOT, runMain } from '../tools';
import { writeDocs } from './docs';

runMain(() => writeDocs(ROOT, ROOT));
