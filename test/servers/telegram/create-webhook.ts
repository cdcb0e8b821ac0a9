import { Agent, request } from 'node:http';
import type { QueuedUpdate, UpdateQueue } from './create-update-queue.ts';

const FIRST_DELAY = 50;
const LONGEST_DELAY = 1000;
const ANSWER_WITHIN = 60_000;

export interface WebhookSettings {
  url: string;
  secretToken: string;
  maxConnections: number;
}

export interface Webhook {
  set(settings: WebhookSettings | null): void;
  settings(): WebhookSettings | null;
  lastError(): { at: number; message: string } | null;
  /** Addresses that are not on this machine are replaced by this one. */
  deliverTo(url: string): void;
  /** Looks for updates that can be posted now. */
  pump(): void;
  stop(): void;
}

/** True for an address that this server may call. */
export function isLocal(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname === '127.0.0.1';
}

/**
 * Posts updates as Telegram does: those of one chat one after the other, chats side by side, each again (with growing
 * pauses, here of milliseconds) until it is answered with 2xx.
 */
export function createWebhook({ updates, clock }: { updates: UpdateQueue; clock: () => number }): Webhook {
  let settings: WebhookSettings | null = null;
  let substitute: string | null = null;
  let lastError: { at: number; message: string } | null = null;
  const busy = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  const stopping = new AbortController();
  const agent = new Agent({ keepAlive: true });

  const post = (url: string, secretToken: string, body: string): Promise<string | null> =>
    new Promise((resolve) => {
      const call = request(
        url,
        {
          method: 'POST',
          agent,
          timeout: ANSWER_WITHIN,
          signal: stopping.signal,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            ...(secretToken === '' ? {} : { 'x-telegram-bot-api-secret-token': secretToken }),
          },
        },
        (response) => {
          response.resume();
          const status = response.statusCode ?? 0;
          const refusal = `Wrong response from the webhook: ${status} ${response.statusMessage ?? ''}`.trim();
          response.on('close', () => resolve(status >= 200 && status < 300 ? null : refusal));
        },
      );
      call.on('timeout', () => call.destroy(new Error('timed out')));
      call.on('error', () => resolve('Connection refused or closed'));
      call.end(body);
    });

  const deliver = async (queued: QueuedUpdate, attempt: number): Promise<void> => {
    const { update, key } = queued;
    const target = settings;
    if (target === null || !updates.waiting().includes(queued)) {
      busy.delete(key);
      pump();
      return;
    }
    const url = isLocal(target.url) ? target.url : substitute;
    const error =
      url === null ? 'Connection refused' : await post(url, target.secretToken, JSON.stringify(update));
    if (error === null) {
      busy.delete(key);
      updates.confirm(update.update_id);
      pump();
      return;
    }
    lastError = { at: clock(), message: error };
    if (stopping.signal.aborted) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        void deliver(queued, attempt + 1);
      },
      Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** attempt),
    );
    timers.add(timer);
  };

  const pump = (): void => {
    if (settings === null) return;
    for (const queued of updates.waiting()) {
      if (busy.size >= settings.maxConnections) return;
      if (busy.has(queued.key)) continue;
      busy.add(queued.key);
      void deliver(queued, 0);
    }
  };

  return {
    set(next) {
      settings = next;
      lastError = null;
      pump();
    },
    settings: () => settings,
    lastError: () => lastError,
    deliverTo(url) {
      if (!isLocal(url)) throw new Error('only 127.0.0.1 is ever called');
      substitute = url;
    },
    pump,
    stop() {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
      agent.destroy();
    },
  };
}
