/** How long a package takes to load in a new process: `node import.js <specifier>`. Prints the sample. */
const cpu = process.cpuUsage();
const start = performance.now();
// eslint-disable-next-line @typescript-eslint/no-require-imports
require(process.argv[2]);
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1000, memoryMb: process.resourceUsage().maxRSS / 1024 }));

export {};
