import { createHmac } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { startWebServer } from '../web/start-web-server.ts';

/** How the hub goes about a request; whatever is left out it does as https://www.w3.org/TR/websub/ says. */
export interface HubBehaviour {
  /** The status of its answer, 202 else. */
  status?: number;
  /** It asks back before it answers, as older ones do. */
  asksFirst?: boolean;
  /** It never asks back. */
  isSilent?: boolean;
  /** What it asks back in place of what it should; null leaves a parameter out. */
  asks?: Record<string, string | null>;
  headers?: Record<string, string>;
}

export interface HubSubscription {
  topic: string;
  secret: string | null;
}

export interface TestHub {
  url: string;
  /** Every request to it, in the order in which they came. */
  requests: URLSearchParams[];
  /** What it was answered when it asked back. */
  verifications: { status: number; body: string; type: string | null }[];
  /** By the callback. */
  subscriptions: Map<string, HubSubscription>;
  behave(how: HubBehaviour): void;
  /** Sends the content of a topic to all that subscribe to it; the status that each answers. */
  publish(topic: string, body: string, signing?: Signing): Promise<number[]>;
  /** Tells a subscriber that it will not push. */
  deny(callback: string): Promise<number>;
  close(): Promise<void>;
}

type Signing = { method?: string; secret?: string; header?: string | null };

/** A hub on 127.0.0.1 at `/hub`; `/elsewhere` leads there, by 307. */
export async function createHub(): Promise<TestHub> {
  let behaviour: HubBehaviour = {};
  const requests: URLSearchParams[] = [];
  const verifications: TestHub['verifications'] = [];
  const subscriptions = new Map<string, HubSubscription>();
  const underWay = new Set<Promise<void>>();

  async function askBack(form: URLSearchParams): Promise<void> {
    const callback = new URL(form.get('hub.callback') ?? '');
    const asked: Record<string, string | null> = {
      'hub.mode': form.get('hub.mode'),
      'hub.topic': form.get('hub.topic'),
      'hub.challenge': `challenge-${requests.length}`,
      'hub.lease_seconds': form.get('hub.lease_seconds'),
      ...behaviour.asks,
    };
    for (const [name, value] of Object.entries(asked))
      if (value !== null) callback.searchParams.append(name, value);
    const response = await fetch(callback);
    const body = await response.text();
    verifications.push({ status: response.status, body, type: response.headers.get('content-type') });
    if (!response.ok || body !== asked['hub.challenge']) return;
    const where = form.get('hub.callback') ?? '';
    if (form.get('hub.mode') === 'unsubscribe') subscriptions.delete(where);
    else subscriptions.set(where, { topic: form.get('hub.topic') ?? '', secret: form.get('hub.secret') });
  }

  const server = await startWebServer({
    '/elsewhere': (response) => response.writeHead(307, { location: '/hub' }).end(),
    '/hub': async (response, request) => {
      const form = new URLSearchParams(await text(request));
      requests.push(form);
      const { status = 202, headers = {}, asksFirst = false, isSilent = false } = behaviour;
      const isTaken = status < 300 && !isSilent;
      if (isTaken && asksFirst) await askBack(form);
      response.writeHead(status, headers).end();
      if (!isTaken || asksFirst) return;
      const asking: Promise<void> = askBack(form)
        .catch(() => {})
        .finally(() => underWay.delete(asking));
      underWay.add(asking);
    },
  });

  return {
    url: `${server.origin}/hub`,
    ...{ requests, verifications, subscriptions },
    behave(how) {
      behaviour = how;
    },
    async publish(topic, body, { method = 'sha256', secret, header } = {}) {
      const to = [...subscriptions].filter(([, subscription]) => subscription.topic === topic);
      return Promise.all(
        to.map(async ([callback, subscription]) => {
          const hmac = createHmac(method, secret ?? subscription.secret ?? '').update(body);
          const signature = header === undefined ? `${method}=${hmac.digest('hex')}` : header;
          const response = await fetch(callback, {
            method: 'POST',
            headers: {
              'content-type': 'application/atom+xml',
              link: `<${server.origin}/hub>; rel="hub", <${topic}>; rel="self"`,
              ...(signature === null ? {} : { 'x-hub-signature': signature }),
            },
            body,
          });
          return response.status;
        }),
      );
    },
    async deny(callback) {
      const topic = subscriptions.get(callback)?.topic ?? '';
      const query = new URLSearchParams({ 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': 'no' });
      return (await fetch(`${callback}?${query}`)).status;
    },
    async close() {
      await Promise.all(underWay);
      await server.close();
    },
  };
}
