import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DiscordServer, Interaction, Message } from '../../test/servers/discord/discord-server.ts';
import { walkComponents } from '../../test/servers/discord/messages/walk-components.ts';
import { MATTERS, PLACES } from '../make-articles.ts';
import type { BenchReport } from '../report.ts';
import type { Seat } from './fill-guilds.ts';
import { quantile } from './quantile.ts';

const LOCALE = 'zh-CN';
/** Milliseconds for which answers are waited for: more than any backlog here takes, less than an interaction's token lives. */
const PATIENCE = 240_000;
/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const UNKNOWN_INTERACTION = 10_062;
const DEFERRED_MESSAGE = 5;
const DEFERRED_UPDATE = 6;
const BUTTON = 2;

/** Asks for pages of the newest, whose buttons are pressed later; resolves when all are there. */
export async function openPages(server: DiscordServer, seats: readonly Seat[]): Promise<Seat[]> {
  const asked: Interaction[] = [];
  for (const seat of seats) {
    asked.push(use(server, seat, 'latest', { count: 3 }));
    await sleep(20);
  }
  await waitUntil(() => asked.every((one) => one.acknowledgedAt !== null), PATIENCE);
  return [...seats];
}

/** So many interactions a second, commands and buttons in turn, from seat after seat; how long each waited, on the server's clock. */
export async function askInteractions(
  server: DiscordServer,
  {
    perSecond,
    seconds,
    seats,
    pages,
    first,
  }: { perSecond: number; seconds: number; seats: readonly Seat[]; pages: readonly Seat[]; first: number },
): Promise<BenchReport['rows'][number]> {
  const total = Math.max(1, Math.round(perSecond * seconds));
  const lag = monitorEventLoopDelay({ resolution: 5 });
  const earlierCalls = server.calls().length;
  const asked: Interaction[] = [];
  lag.enable();
  const began = Date.now();
  for (let index = 0; index < total; index += 1) {
    const due = began + (index * 1000) / perSecond;
    if (Date.now() < due) await sleep(due - Date.now());
    asked.push(askOne(server, first + index, { seats, pages }));
  }
  await waitUntil(() => asked.every((one) => shownAt(server, one) !== null), PATIENCE);
  lag.disable();
  const calls = server.calls().slice(earlierCalls);
  const acknowledged = asked.map(({ acknowledgedAt, createdAt }) =>
    acknowledgedAt === null ? Number.POSITIVE_INFINITY : acknowledgedAt - createdAt,
  );
  const answered = asked.map((one) => (shownAt(server, one) ?? Number.POSITIVE_INFINITY) - one.createdAt);
  return {
    'interactions a second': perSecond,
    interactions: total,
    'acknowledged p50 ms': quantile(acknowledged, 0.5),
    'p95 ms': quantile(acknowledged, 0.95),
    'slowest ms': quantile(acknowledged, 1),
    'answered p95 ms': quantile(answered, 0.95),
    'slowest answer ms': quantile(answered, 1),
    'answers a second': Math.round(
      (1000 * total) / (Math.max(...asked.map((one) => shownAt(server, one) ?? 0)) - began),
    ),
    'by a sign of work first': asked.filter(({ callbackType }) => isDeferred(callbackType)).length,
    unanswered: answered.filter((time) => !Number.isFinite(time)).length,
    late: calls.filter(({ response }) => response.code === UNKNOWN_INTERACTION).length,
    doubled: asked.reduce((sum, one) => sum + countDoubled(server, one), 0),
    'server late by, p99 ms': Math.max(0, Math.round(lag.percentile(99) / 1e6) - 5),
  };
}

/**
 * Asks for the digest of everything again and again, each time after an article came in that makes it another one; `end`
 * resolves with how many were answered.
 */
export function keepAskingForDigests(
  server: DiscordServer,
  { seats, addArticle }: { seats: readonly Seat[]; addArticle: () => Promise<void> },
): { end(): Promise<number> } {
  let isEnding = false;
  const asking = (async () => {
    let answered = 0;
    for (let turn = 0; !isEnding; turn += 1) {
      await addArticle();
      const seat = seats[turn % seats.length];
      if (seat === undefined) break;
      const interaction = use(server, seat, 'digest', { period: 'all' });
      await waitUntil(() => shownAt(server, interaction) !== null, PATIENCE);
      if (shownAt(server, interaction) !== null) answered += 1;
    }
    return answered;
  })();
  return {
    end() {
      isEnding = true;
      return asking;
    },
  };
}

export async function waitUntil(holds: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (!holds()) {
    if (Date.now() > deadline) return false;
    await sleep(5);
  }
  return true;
}

function askOne(
  server: DiscordServer,
  index: number,
  { seats, pages }: { seats: readonly Seat[]; pages: readonly Seat[] },
): Interaction {
  const seat = at(seats, index);
  const [place, matter] = [at(PLACES, index), at(MATTERS, index)];
  const turn = Math.floor(index / 5);
  switch (index % 5) {
    case 0:
      return use(server, seat, 'latest', { count: 3 });
    case 1:
      return use(server, seat, 'ask', { question: `${place}的${matter}工程涉及居民多少户?` });
    case 2:
      return use(server, seat, 'search', { query: `${place} ${matter}` });
    case 3:
      return use(server, seat, 'topics', {});
    default:
      return press(server, at(pages, turn), turn);
  }
}

function use(server: DiscordServer, seat: Seat, name: string, options: Record<string, string | number>) {
  server.slashCommand({ ...seat, name, options, locale: LOCALE });
  return newest(server);
}

/** One of the buttons that the page shows by now. */
function press(server: DiscordServer, { userId, channelId }: Seat, turn: number): Interaction {
  const message = server.allMessages(channelId).find(({ ephemeralTo }) => ephemeralTo === null);
  if (message === undefined) throw new Error(`no page is open in ${channelId}`);
  const buttons = [...walkComponents(message.components)].filter(
    ({ type, custom_id, disabled }) => type === BUTTON && custom_id !== undefined && disabled !== true,
  );
  server.pressButton(userId, channelId, message.id, String(at(buttons, turn).custom_id), LOCALE);
  return newest(server);
}

function newest(server: DiscordServer): Interaction {
  return at(server.interactions(), -1);
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values.at(index % values.length);
  if (value === undefined) throw new Error('there is none');
  return value;
}

function isDeferred(callbackType: number | null): boolean {
  return callbackType === DEFERRED_MESSAGE || callbackType === DEFERRED_UPDATE;
}

/** When the answer to an interaction stood there; null while it does not. */
function shownAt(server: DiscordServer, interaction: Interaction): number | null {
  const { acknowledgedAt, callbackType, responseMessageId } = interaction;
  if (acknowledgedAt === null) return null;
  if (!isDeferred(callbackType)) return acknowledgedAt;
  const messages = server.allMessages(interaction.channelId);
  const response = messages.find(({ id }) => id === responseMessageId);
  const followUp = messages.find(({ id }) => id === interaction.followupIds[0])?.shownAt ?? null;
  if (callbackType === DEFERRED_MESSAGE) return response?.shownAt ?? followUp;
  return response?.edits.find((edit) => edit.at >= acknowledgedAt)?.at ?? followUp;
}

/** Messages that answer an interaction with what another has said already. */
function countDoubled(server: DiscordServer, { id, channelId }: Interaction): number {
  const said = server
    .allMessages(channelId)
    .filter(({ interactionId }) => interactionId === id)
    .map(({ content, components }: Message) => JSON.stringify([content, components]));
  return said.length - new Set(said).size;
}
