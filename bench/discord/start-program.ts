import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A program of ours that a bench measures: a process of its own. */
export interface Program {
  /** Resident megabytes; 0 where the system has no /proc. */
  memory(): number;
  /** As `kill -9` does. */
  kill(): Promise<void>;
  terminate(): Promise<void>;
  /** The exit code; null after a signal. */
  ended: Promise<number | null>;
}

/** NODE_OPTIONS is handed on, for `--cpu-prof`. */
export function startProgram(file: URL, environment: Record<string, string>): Program {
  const { PATH, NODE_OPTIONS } = process.env;
  const child = spawn(process.execPath, [fileURLToPath(file)], {
    env: { PATH, ...(NODE_OPTIONS === undefined ? {} : { NODE_OPTIONS }), ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    memory() {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
      } catch {
        return 0;
      }
    },
    kill: () => end('SIGKILL'),
    terminate: () => end('SIGTERM'),
    ended,
  };
}
