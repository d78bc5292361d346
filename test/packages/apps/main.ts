import { synthesize } from './stack.js';

console.log(synthesize());
