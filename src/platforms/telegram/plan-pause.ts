import { showClosedThread, showPauseElsewhere } from '../../commands/show-pause.ts';
import type { Delivery } from '../../core/ports/subscription-store.ts';
import type { StopReason } from '../chat/tell-of-pause.ts';
import type { TelegramPart } from './answer-plan.ts';
import { PLATFORM, type TelegramAnswering } from './telegram-answering.ts';

/** Telegram lets at most fifty be admins of a group. */
const MOST_TOLD = 50;

/**
 * The messages about digests that stop. Of a closed topic its group is told. Else the bot's owners are told in private, and
 * the group's admins as far as they have talked to the bot: it may not write to others first.
 */
export async function planPause(
  answering: TelegramAnswering,
  { chat, thread }: Pick<Delivery, 'chat' | 'thread'>,
  reason: StopReason,
): Promise<TelegramPart[][]> {
  const id = Number(chat);
  // Who blocked the bot in private knows it.
  if (!Number.isSafeInteger(id) || id >= 0) return [];
  const about = { command: 'status' };
  const nowhere = { thread: null, replyTo: null, edits: null };
  if (reason === 'thread-closed') {
    if (thread === null) return [];
    const reader = await answering.readerIn(id, undefined);
    const place = { chat: { id, type: 'supergroup' as const }, ...nowhere };
    return [(await answering.plan(showClosedThread(reader), place, about)).parts];
  }
  const found = await answering.api.call('getChat', { chat_id: id });
  const title = (found.ok ? found.result.title : undefined) ?? chat;
  const told: TelegramPart[][] = [];
  for (const person of await findWhoLooksAfter(answering, id)) {
    const reader = await answering.readerIn(person, undefined);
    const place = { chat: { id: person, type: 'private' as const }, ...nowhere };
    const blocks = showPauseElsewhere({ chat: title, reason }, reader);
    told.push((await answering.plan(blocks, place, about)).parts);
  }
  return told;
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
