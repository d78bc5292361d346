/** Writes API.md and API.ory.md of the compiled library. */
import { ROOT, writeDocs } from './docs';

writeDocs(ROOT, ROOT);
