import type { WatchedOutput } from './watch-output.ts';

const PATIENCE = 300;
const PACE = 120;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const CLEAR_LINE = '\r\u001B[K';

/** Shows a turning sign while work takes longer than 300 ms, and wipes it away when it is done (either way). */
export async function showWork<Result>(
  work: Promise<Result>,
  { watched, label }: { watched: WatchedOutput; label: string },
): Promise<Result> {
  let frame = 0;
  let turning: NodeJS.Timeout | undefined;
  const turn = (): void => {
    void watched.write(`${CLEAR_LINE}${FRAMES[frame++ % FRAMES.length]} ${label}`);
  };
  const waiting = setTimeout(() => {
    turn();
    turning = setInterval(turn, PACE);
  }, PATIENCE);
  try {
    return await work;
  } finally {
    clearTimeout(waiting);
    clearInterval(turning);
    if (frame > 0) await watched.write(CLEAR_LINE);
  }
}
