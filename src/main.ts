import { governYoungGeneration } from './app/govern-young-generation.ts';

/** Milliseconds from the start until what is made once is made. */
const STARTED_AFTER = 8000;

// Before anything else is read: that is most of what a start leaves behind.
governYoungGeneration({ heldFor: STARTED_AFTER });
const { readProcessEnvironment } = await import('./config/read-environment.ts');
const { startPlatforms } = await import('./app/start-platforms.ts');
process.exitCode = await startPlatforms(readProcessEnvironment(), process.env);
