import { describeFigures } from './describe-figures.ts';
import type { Figures } from './figures.ts';
import type { Route } from './route.ts';
import { writeMetrics } from './write-metrics.ts';

/** Milliseconds for which what was read is told again: whoever asks without end must not keep the store busy. */
const KEPT = 1000;

/** `GET /metrics`, for Prometheus. `now`: milliseconds that nobody sets back. */
export function createMetricsRoute({
  read,
  now,
}: {
  read: () => Promise<Figures>;
  now: () => number;
}): Route {
  let last: { at: number; text: Promise<string> } | null = null;
  return {
    method: 'GET',
    path: '/metrics',
    async handle() {
      if (last === null || now() - last.at >= KEPT)
        last = { at: now(), text: read().then((figures) => writeMetrics(describeFigures(figures))) };
      return { status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body: await last.text };
    },
  };
}
