import { startPlatforms } from './app/start-platforms.ts';
import { readProcessEnvironment } from './config/read-environment.ts';

process.exitCode = await startPlatforms(readProcessEnvironment(), process.env);
