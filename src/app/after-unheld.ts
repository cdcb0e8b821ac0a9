/** Calls once after so many milliseconds; gives what calls it off. Its timer alone keeps no process alive: the platforms do. */
export function afterUnheld(milliseconds: number, run: () => void): () => void {
  const waiting = setTimeout(run, milliseconds);
  waiting.unref();
  return () => clearTimeout(waiting);
}
