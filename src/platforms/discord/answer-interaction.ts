import { answerAction, answerParsed } from '../../commands/answer-text.ts';
import type { Command, Reply } from '../../commands/command.ts';
import type { MessageKey } from '../../commands/create-translator.ts';
import { parseNamedOptions } from '../../commands/parse-options.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import { notice } from '../../core/blocks/build-blocks.ts';
import { articlesOfReply } from '../chat/articles-of-reply.ts';
import { type ButtonPress, decodePress } from '../chat/button-press.ts';
import type { Reader } from '../chat/find-reader.ts';
import { runInTime } from '../chat/run-in-time.ts';
import type { AnswerProgress } from '../chat/work-events.ts';
import type { Deferral } from './acknowledge-interactions.ts';
import type { DiscordPlan } from './answer-plan.ts';
import { mayManage } from './chat-admins.ts';
import { MENU_ID, readPress } from './component-ids.ts';
import type { AnswerPlace, DiscordAnswering } from './discord-answering.ts';
import { type DiscordInteraction, userOf } from './discord-event.ts';
import { findMissingRights } from './find-missing-rights.ts';
import { readSlashOptions } from './read-slash-options.ts';
import { PLATFORM } from './send-part.ts';
import { showGrowth } from './show-growth.ts';

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
const EPHEMERAL = 1 << 6;

/** What an interaction asks for. */
interface Wanted {
  command: Command | null;
  /** Null for a slash command, whose options are read with it. */
  press: ButtonPress | null;
  /** The answer changes the message of the button. */
  isUpdate: boolean;
  /** Only whoever asked sees the answer. */
  isEphemeral: boolean;
}

/** How an interaction that takes its time is acknowledged. */
export async function findDeferral(
  answering: DiscordAnswering,
  interaction: DiscordInteraction,
): Promise<Deferral> {
  const { isUpdate, isEphemeral } = await findWanted(answering, interaction);
  return { isUpdate, isEphemeral };
}

/** What an interaction leads to being sent; null for nothing, `stopped` where the signal came first. */
export async function answerInteraction(
  answering: DiscordAnswering,
  interaction: DiscordInteraction,
  progress: AnswerProgress,
): Promise<DiscordPlan | null | 'stopped'> {
  const { flood, now, plan } = answering;
  const { signal } = progress;
  const { id, token, application_id: application, guild_id: guild = null, member, locale } = interaction;
  const user = userOf(interaction);
  const channel = interaction.channel_id ?? `user:${user}`;
  const { command, press, isUpdate, isEphemeral } = await findWanted(answering, interaction);
  const own = answering.readerOfLocale(locale);
  const shared = await answering.readerIn(channel, { locale });
  const reader = isEphemeral ? { ...shared, ...own } : shared;
  const place: AnswerPlace & { via: 'interaction' } = {
    via: 'interaction',
    event: id,
    ...{ channel, guild },
    interaction: { application, id, token },
    step: isUpdate ? 'update' : 'respond',
    isEphemeral,
  };
  /** For whoever asked alone, in their language. */
  const tell = (key: MessageKey, values = {}): Promise<DiscordPlan> =>
    answering.say(key, own, { ...place, step: 'respond', isEphemeral: guild !== null }, values);

  // The limit of a channel is for messages: interactions of many people there take nothing from each other.
  const verdict = flood.check({ person: user, chat: channel, isGroup: false, at: now() });
  // Each must be answered, or it is shown as failed.
  if (verdict !== 'pass')
    return tell('chat.slowDown', { count: verdict === 'silent' ? PAUSE : verdict.tell });
  if (command === null || (press === null && interaction.type === COMPONENT)) return tell('chat.buttonGone');
  const refusal = await answering.findRefusal(command, {
    user,
    isAdmin: async () => guild === null || (member !== undefined && mayManage(member.permissions)),
  });
  if (refusal !== null) return tell(refusal);

  const growth = showGrowth(answering, { place, command: command.name, progress });
  try {
    const reply = await runInTime({ reader, signal }, (ending) => {
      const asked = answering.answeringFor({
        ...{ reader, signal: ending, grow: growth.grow },
        ...{ target: { platform: PLATFORM, chat: channel, thread: null }, person: user },
      });
      if (press !== null) return answerAction(press.action, asked);
      const options = interaction.type === COMPONENT ? [] : interaction.data.options;
      const { zone } = asked.context;
      const parsed = parseNamedOptions(command, readSlashOptions(options), { now: now(), zone });
      return answerParsed(command, parsed, asked);
    });
    await growth.end();
    if (reply?.failure === 'cancelled') return 'stopped';
    if (reply === null) return null;
    const isError = reply.failure !== undefined && guild !== null;
    const isSet = command.isPostedLater === true && !isError;
    // Who is thrown out of a server is told so by the server's id.
    if (isSet && guild !== null)
      await answering.store.chats.change({ platform: PLATFORM, chat: channel }, { server: guild });
    const missing = isSet ? tellMissingRights(interaction, reader) : [];
    return plan(
      [...reply.blocks, ...missing],
      isError ? { ...place, step: 'respond', isEphemeral: true } : place,
      {
        command: command.name,
        exchange: { question: questionOf(interaction, command, reply), articleIds: articlesOfReply(reply) },
      },
    );
  } finally {
    await growth.end();
  }
}

/** What an admin has to allow before the bot can post what was set; nothing where all is well. */
function tellMissingRights(
  { guild_id: guild, app_permissions: permissions, channel }: DiscordInteraction,
  { translate }: Reader,
): Block[] {
  if (guild === undefined || permissions === undefined) return [];
  const missing = findMissingRights(permissions, channel?.type);
  if (missing.length === 0) return [];
  const rights = missing.map((name) => translate(name)).join(translate('list.comma'));
  return [notice('warning', translate('discord.missingRights', { rights }))];
}

const COMPONENT = 3;
/** Seconds that are told to whoever goes on without a pause. */
const PAUSE = 10;

async function findWanted(
  { commands, store }: DiscordAnswering,
  interaction: DiscordInteraction,
): Promise<Wanted> {
  const isDirect = interaction.guild_id === undefined;
  const find = (name: string | undefined): Command | null =>
    commands.find((each) => each.name === name) ?? null;
  if (interaction.type !== COMPONENT) {
    const command = find(interaction.data.name);
    return { command, press: null, isUpdate: false, isEphemeral: !isDirect && isForAsker(command) };
  }
  const { custom_id: id, values } = interaction.data;
  const data = readPress(id.startsWith(MENU_ID) ? (values?.[0] ?? '') : id);
  const press = await decodePress(data, { platform: PLATFORM, buttons: store.buttons });
  const command = find(press?.action.command);
  const isUpdate = press?.inPlace === true && mayChange(interaction, isDirect, command);
  return {
    command,
    press,
    isUpdate,
    // What a member opens or turns for themselves is for them.
    isEphemeral: !isDirect && (!isUpdate || isEphemeralMessage(interaction)),
  };
}

/** Whether a command's answer is shown to whoever gave it alone, in a server. */
export function isForAsker(command: Command | null): boolean {
  return command === null || command.isForAsker === true || command.audience !== 'all';
}

function isEphemeralMessage({ message }: { message: { flags?: number | undefined } }): boolean {
  return ((message.flags ?? 0) & EPHEMERAL) !== 0;
}

/** A message changes for whom it answered; what an admin sets is set in place by any admin. Others get a page of their own. */
function mayChange(
  interaction: Extract<DiscordInteraction, { type: 3 }>,
  isDirect: boolean,
  command: Command | null,
): boolean {
  const { message } = interaction;
  if (isDirect || isEphemeralMessage(interaction) || command?.audience === 'chat-admins') return true;
  const asked = message.interaction_metadata?.user.id ?? message.referenced_message?.author.id;
  return asked === userOf(interaction);
}

/** What was asked of the articles, for replies that go on about it. */
function questionOf(interaction: DiscordInteraction, command: Command, reply: Reply): string | null {
  if (interaction.type === COMPONENT || command.name !== 'ask' || reply.failure !== undefined) return null;
  const question = interaction.data.options.find(({ name }) => name === 'question')?.value;
  return question === undefined ? null : String(question);
}
