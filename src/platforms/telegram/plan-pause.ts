import { showClosedThread, showPauseElsewhere } from '../../commands/show-pause.ts';
import { groupPauses } from '../chat/group-pauses.ts';
import type { Pause, PauseMessage } from '../chat/tell-of-pause.ts';
import type { TelegramPart } from './answer-plan.ts';
import { PLATFORM, type TelegramAnswering } from './telegram-answering.ts';

/** Telegram lets at most fifty be admins of a group. */
const MOST_TOLD = 50;
const ABOUT = { command: 'status' };
const NOWHERE = { thread: null, replyTo: null, edits: null };

/**
 * The messages about digests that stop. Of a closed topic its group is told. Else the bot's owners are told in private, and
 * the group's admins as far as they have talked to the bot: it may not write to others first.
 */
export async function planPauses(
  answering: TelegramAnswering,
  pauses: readonly Pause[],
): Promise<PauseMessage<TelegramPart>[]> {
  const messages: PauseMessage<TelegramPart>[] = [];
  const byPerson = new Map<number, Pause[]>();
  for (const pause of pauses) {
    const id = Number(pause.chat);
    // Who blocked the bot in private knows it.
    if (!Number.isSafeInteger(id) || id >= 0) continue;
    if (pause.reason === 'thread-closed') messages.push(await planClosedThread(answering, id, pause));
    else
      for (const person of await findWhoLooksAfter(answering, id))
        byPerson.set(person, [...(byPerson.get(person) ?? []), pause]);
  }
  const names = new Map<Pause, string>();
  const nameOf = async (pause: Pause): Promise<string> => {
    const known = names.get(pause) ?? pause.title ?? (await findTitle(answering, pause));
    names.set(pause, known);
    return known;
  };
  for (const [person, about] of byPerson) {
    const reader = await answering.readerIn(person, undefined);
    const place = { chat: { id: person, type: 'private' as const }, ...NOWHERE };
    const blocks = showPauseElsewhere(await groupPauses(about, nameOf), reader);
    messages.push({ parts: (await answering.plan(blocks, place, ABOUT)).parts, about });
  }
  return messages;
}

async function planClosedThread(
  answering: TelegramAnswering,
  id: number,
  pause: Pause,
): Promise<PauseMessage<TelegramPart>> {
  const reader = await answering.readerIn(id, undefined);
  const place = { chat: { id, type: 'supergroup' as const }, ...NOWHERE };
  return { parts: (await answering.plan(showClosedThread(reader), place, ABOUT)).parts, about: [pause] };
}

async function findTitle({ api }: TelegramAnswering, { chat }: Pause): Promise<string> {
  const found = await api.call('getChat', { chat_id: Number(chat) });
  return (found.ok ? found.result.title : undefined) ?? chat;
}

async function findWhoLooksAfter({ api, owners, store }: TelegramAnswering, chat: number): Promise<number[]> {
  const people = new Set<number>(owners);
  const admins = await api.call('getChatAdministrators', { chat_id: chat });
  for (const { user } of admins.ok ? admins.result : []) {
    const known = await store.chats.find({ platform: PLATFORM, chat: String(user.id) });
    if (known !== null && known.paused === null && !user.is_bot) people.add(user.id);
  }
  return [...people].slice(0, MOST_TOLD);
}
