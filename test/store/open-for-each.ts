import { afterEach, beforeEach } from 'node:test';

/** A store of its own for each test of the suite that calls this, closed when the test is over. */
export function openForEach<Opened extends { close(): Promise<void> }>(
  open: () => Promise<Opened>,
  take: (opened: Opened) => void,
): void {
  let opened: Opened;
  beforeEach(async () => {
    opened = await open();
    take(opened);
  });
  afterEach(() => opened.close());
}
