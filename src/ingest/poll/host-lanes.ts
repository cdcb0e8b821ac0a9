/** Work by host: so many at once in all, and so many of one host. */
export interface HostLanes<Work> {
  /** False where too many of its host wait already: it is not taken. */
  add(host: string, work: Work): boolean;
  /** The next piece of work that may start now, counted as under way; null where none may. */
  take(): { host: string; work: Work } | null;
  /** A piece of work of that host is over. */
  end(host: string): void;
  /** How many wait, and how many are under way. */
  size(): { waiting: number; underWay: number };
  /** Takes out those that wait. */
  clear(): Work[];
}

/** In the order of adding, but for hosts that are at their limit. `mostWaiting`: of one host. */
export function createHostLanes<Work>(limits: {
  most: number;
  mostOfHost: number;
  mostWaiting: number;
}): HostLanes<Work> {
  let waiting: { host: string; work: Work }[] = [];
  const underWay = new Map<string, number>();
  const waitingOf = new Map<string, number>();
  let running = 0;
  const count = (counts: Map<string, number>, host: string, change: number): void => {
    const next = (counts.get(host) ?? 0) + change;
    if (next > 0) counts.set(host, next);
    else counts.delete(host);
  };
  return {
    add(host, work) {
      if ((waitingOf.get(host) ?? 0) >= limits.mostWaiting) return false;
      waiting.push({ host, work });
      count(waitingOf, host, 1);
      return true;
    },
    take() {
      if (running >= limits.most) return null;
      const index = waiting.findIndex(({ host }) => (underWay.get(host) ?? 0) < limits.mostOfHost);
      const [next] = index === -1 ? [] : waiting.splice(index, 1);
      if (next === undefined) return null;
      count(waitingOf, next.host, -1);
      count(underWay, next.host, 1);
      running += 1;
      return next;
    },
    end(host) {
      count(underWay, host, -1);
      running -= 1;
    },
    size: () => ({ waiting: waiting.length, underWay: running }),
    clear() {
      const left = waiting.map(({ work }) => work);
      waiting = [];
      waitingOf.clear();
      return left;
    },
  };
}
