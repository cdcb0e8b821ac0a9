import { interpretText } from '../../commands/interpret-text.ts';
import type { Exchange } from '../../core/ports/platform-store.ts';
import { answerWritten } from '../chat/answer-written.ts';
import { runInTime } from '../chat/run-in-time.ts';
import type { AnswerProgress } from '../chat/work-events.ts';
import { addressMessage } from './address-message.ts';
import type { DiscordPlan } from './answer-plan.ts';
import type { AnswerPlace, DiscordAnswering } from './discord-answering.ts';
import type { DiscordMessage } from './discord-event.ts';
import { PLATFORM } from './send-part.ts';
import { shortenText } from './shorten-text.ts';
import { showGrowth } from './show-growth.ts';
import { showTyping } from './show-typing.ts';

/** Characters, https://docs.discord.com/developers/resources/channel#start-thread-from-message */
const LONGEST_THREAD_NAME = 100;
/** The epoch of snowflakes, whose upper bits are milliseconds since (https://docs.discord.com/developers/reference#snowflakes). */
const DISCORD_EPOCH = 1_420_070_400_000n;

/** What a message leads to being sent; null for nothing, `stopped` where the signal came first. */
export async function answerMessage(
  answering: DiscordAnswering,
  message: DiscordMessage,
  progress: AnswerProgress,
): Promise<DiscordPlan | null | 'stopped'> {
  const { commands, self, flood, plan, say, queue, isCrowded, api, admins } = answering;
  const { signal } = progress;
  const addressed = addressMessage(message, self);
  if (addressed === null) return null;
  const { id, channel_id: channel, guild_id: guild = null, author } = message;
  const text = addressed === 'wordless' ? '' : addressed.text;
  const reader = await answering.readerIn(channel, { text });
  const meant = interpretText(text, commands);
  const command = meant.kind === 'command' ? meant.command : null;
  const opensThread =
    answering.answersInThreads &&
    guild !== null &&
    !isInThread(message) &&
    (command === null ? meant.kind !== 'address' : command.name === 'ask');
  const place: AnswerPlace = {
    via: 'channel',
    event: id,
    ...{ channel, guild },
    replyTo: guild === null ? null : id,
    edits: null,
    thread: opensThread ? { name: shortenText(text, LONGEST_THREAD_NAME) } : null,
  };
  const here = { ...place, thread: null };
  const verdict = flood.check({
    person: author.id,
    chat: channel,
    isGroup: guild !== null,
    at: Number((BigInt(id) >> 22n) + DISCORD_EPOCH),
  });
  if (verdict === 'silent') return null;
  if (verdict !== 'pass') return say('chat.slowDown', reader, here, { count: verdict.tell });
  if (addressed === 'wordless') return say('chat.textOnly', reader, here);
  if (command !== null) {
    const refusal = await answering.findRefusal(command, {
      user: author.id,
      // In a direct message everyone is their own admin.
      isAdmin: async () =>
        guild === null ||
        (await admins.isAdmin({ guild, user: author.id, roles: message.member?.roles ?? [] })),
    });
    if (refusal !== null) return say(refusal, reader, here);
  }
  const stopTyping = showTyping({ api, channel, isHeldBack: () => isCrowded() || queue.isHeldBack() });
  const growth = showGrowth(answering, { place, command: command?.name ?? 'ask', progress });
  let done: { command: string; exchange: Exchange } = { command: command?.name ?? 'ask', exchange: NOTHING };
  try {
    const earlier = await findEarlier(answering, message);
    const reply = await runInTime({ reader, signal }, async (ending) => {
      const answered = await answerWritten(
        text,
        earlier,
        answering.answeringFor({
          ...{ reader, signal: ending, grow: growth.grow },
          ...{ target: { platform: PLATFORM, chat: channel, thread: null }, person: author.id },
        }),
      );
      if (answered === null) return null;
      done = answered;
      return answered.reply;
    });
    if (reply?.failure === 'cancelled') return 'stopped';
    await growth.end();
    if (reply === null) return null;
    const shown = growth.shown();
    return plan(reply.blocks, shown === null ? place : { ...here, edits: shown }, {
      command: done.command,
      exchange: done.exchange,
    });
  } finally {
    stopTyping();
    await growth.end();
  }
}

const NOTHING: Exchange = { question: null, articleIds: [] };

/** Only messages of threads have a place in them. */
function isInThread({ position }: DiscordMessage): boolean {
  return position !== undefined;
}

async function findEarlier(
  { self, store }: DiscordAnswering,
  { channel_id: chat, referenced_message: replied }: DiscordMessage,
): Promise<Exchange | null> {
  if (replied?.author.id !== self) return null;
  return store.conversations.find({ platform: PLATFORM, chat, message: replied.id });
}
