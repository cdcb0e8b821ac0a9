// Run as a child of kill-digests.ts: the program, on a clock that is so many milliseconds ahead of the machine's.
const now = Date.now;
const ahead = Number(process.env.CLOCK_AHEAD);
Date.now = () => now() + ahead;
await import('../../../src/main.ts');
