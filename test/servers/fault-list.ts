import type { ServerResponse } from 'node:http';

export interface FaultList<Fault> {
  /** The next `times` (once) calls that `meets` says yes to, in this place or in all. */
  plan(meets: (call: string) => boolean, fault: Fault, options: { times?: number; place?: string }): void;
  /** The fault that this call meets, and the place that it was planned for; it is used up. */
  take(call: string, place: string | undefined): { fault: Fault; place: string | undefined } | null;
}

/** Faults that a test has planned, met in the order in which they were. */
export function createFaultList<Fault>(): FaultList<Fault> {
  const planned: {
    meets: (call: string) => boolean;
    fault: Fault;
    place: string | undefined;
    left: number;
  }[] = [];
  return {
    plan(meets, fault, { times = 1, place }) {
      planned.push({ meets, fault, place, left: times });
    },
    take(call, place) {
      const index = planned.findIndex(
        (one) => one.meets(call) && (one.place === undefined || one.place === place),
      );
      const found = planned[index];
      if (found === undefined) return null;
      found.left -= 1;
      if (found.left <= 0) planned.splice(index, 1);
      return { fault: found.fault, place: found.place };
    },
  };
}

/** What a proxy before the API answers when that is gone. */
export const BAD_GATEWAY =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n';

/** The beginning of an answer, after which the connection is gone. */
export function cutShort(response: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body ?? {});
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, Math.ceil(text.length / 2)), () => response.destroy());
}

/** Waits in real time, or until the client has gone. */
export function hang(milliseconds: number, client: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      client.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    client.addEventListener('abort', done);
  });
}
