// Writes docs/platforms.md: `node docs/write-platforms.ts`.
import { writeFileSync } from 'node:fs';
import { commands } from '../src/commands/command-list.ts';
import { writePlatforms } from './describe-platforms.ts';

writeFileSync(new URL('platforms.md', import.meta.url), writePlatforms(commands));
