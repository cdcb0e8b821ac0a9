/** For what no server tells of: looks again with each turn of the event loop, for at most five seconds. */
export async function waitUntil(what: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 5000; !(await what()); ) {
    if (performance.now() > end) throw new Error('still not so after 5000 ms');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
