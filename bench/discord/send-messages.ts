// Run as a child of bench/discord.ts: keeps a message for each number in the store's ledger, sends what is open, and ends when
// nothing is. Killed and started again it goes on.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Routes } from 'discord.js';
import { z } from 'zod';
import { openStore } from '../../src/app/open-store.ts';
import { readProcessEnvironment } from '../../src/config/read-environment.ts';
import { heading, paragraph } from '../../src/core/blocks/build-blocks.ts';
import { createLog } from '../../src/log/create-log.ts';
import { createDelivery } from '../../src/platforms/chat/deliver-answer.ts';
import { createKeepTrying } from '../../src/platforms/chat/keep-trying.ts';
import { after } from '../../src/platforms/chat/lifetime.ts';
import { createRequestBudget } from '../../src/platforms/chat/request-budget.ts';
import { createSendQueue } from '../../src/platforms/chat/send-queue.ts';
import { createEventWork } from '../../src/platforms/chat/work-events.ts';
import { createAcknowledger } from '../../src/platforms/discord/acknowledge-interactions.ts';
import { type DiscordPart, nonceOf, readDiscordPlan } from '../../src/platforms/discord/answer-plan.ts';
import { createDiscordApi } from '../../src/platforms/discord/discord-api.ts';
import { DISCORD_LIMITS, INTERACTION_LIMITS } from '../../src/platforms/discord/discord-limits.ts';
import type { DiscordFailure } from '../../src/platforms/discord/map-discord-error.ts';
import { createMembership } from '../../src/platforms/discord/membership.ts';
import { renderBlocks } from '../../src/platforms/discord/render-blocks.ts';
import { createDiscordPartPort } from '../../src/platforms/discord/send-part.ts';

const ACCOUNT = 'discord:bench';
const HOUR = 3_600_000;
const eventSchema = z.object({ number: z.int(), channel: z.string(), guild: z.string() });
type MessageEvent = z.infer<typeof eventSchema>;

const reading = readProcessEnvironment();
if (!reading.ok) throw new Error('the environment can not be read');
const { environment } = reading;
const events = z
  .array(eventSchema)
  .parse(JSON.parse(readFileSync(join(environment.DATA_DIR, 'messages.json'), 'utf8')));
const log = createLog('warn');
const timers = { now: () => performance.now(), after };
const lifetime = new AbortController().signal;
const { platforms: store, close } = await openStore(environment, Date.now);
const budget = createRequestBudget({ perSecond: DISCORD_LIMITS.perSecond, timers });
const api = createDiscordApi({
  budget,
  token: environment.DISCORD_BOT_TOKEN ?? '',
  apiUrl: environment.DISCORD_API_URL,
  lifetime,
});
const queue = createSendQueue<DiscordFailure>({
  ...{ limits: DISCORD_LIMITS, timers, all: budget },
  notBefore: 1000,
});
const interactions = createSendQueue<DiscordFailure>({ limits: INTERACTION_LIMITS, timers });
const port = createDiscordPartPort({
  ...{ api, queue, interactions },
  acknowledger: createAcknowledger({ api, timers, log }),
  membership: createMembership({
    ...{ chats: store.chats, subscriptions: store.subscriptions, log },
    pauses: { failed: () => {} },
  }),
});
// As the bot does at its start: counted by the server like any other call.
await api.call({ method: 'GET', route: Routes.user('@me') });

const work = createEventWork<MessageEvent, DiscordPart>({
  ...{ account: ACCOUNT, store, log, after, signal: lifetime },
  now: Date.now,
  answeredFor: 24 * HOUR,
  readEvent: (body) => eventSchema.safeParse(JSON.parse(body)).data ?? null,
  readPlan: readDiscordPlan,
  delivery: createDelivery({
    ...{ account: ACCOUNT, port, store, log },
    now: Date.now,
    keepTrying: createKeepTrying({ after, signal: lifetime, log }),
  }),
  answerer: {
    async answer({ number, channel, guild }) {
      const blocks = [heading(`Digest №${number}`), paragraph('One sentence of what happened.')];
      const bodies = renderBlocks(blocks, { encodePress: () => '' });
      return {
        exchange: null,
        parts: bodies.map((body, index) => ({
          body: { ...readBody(body), form: null },
          ...{ channel, guild, via: 'channel' as const, isNote: false, isQuiet: false },
          ...{ replyTo: null, edits: null, thread: null, post: null },
          nonce: nonceOf(`digest-${number}`, index),
        })),
      };
    },
    acknowledge() {},
    // It was given away moments ago, whenever it was kept: Discord knows its nonce.
    settleDoubt: async () => 'again',
  },
});
await work.resume();
await work.receive(events.map((event) => ({ id: `digest-${event.number}`, lane: event.channel, event })));
while (work.size() > 0 || (await store.events.listOpen(ACCOUNT)).length > 0) await sleep(200);
await close();

/** As JSON has it, which is how it is kept. */
function readBody(body: object): Omit<DiscordPart['body'], 'form'> {
  return JSON.parse(JSON.stringify(body));
}
