import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { parseText } from './parse-text.ts';

const { text, format } = z
  .object({ text: z.string(), format: z.enum(['dump', 'markdown']) })
  .parse(workerData);
parentPort?.postMessage(parseText(text, format));
