import { parentPort, workerData } from 'node:worker_threads';
import { parseMarkdown } from '../../src/ingest/parse-markdown.ts';

parseMarkdown(String(workerData));
parentPort?.postMessage('done');
