import { createHash } from 'node:crypto';
import type { InlineQueryResult } from 'grammy/types';
import { type Answering, answerParsed } from '../../commands/answer-text.ts';
import type { Block, HitBlock, StoryBlock } from '../../core/blocks/blocks.ts';
import { type EncodedPress, keepPresses } from '../chat/button-press.ts';
import { cleanLine } from './clean-text.ts';
import { linkToAction } from './deep-link.ts';
import { PLATFORM, type TelegramAnswering } from './telegram-answering.ts';
import type { InlineQuery } from './telegram-update.ts';

const COUNT = 10;
/** Seconds for which Telegram may give the same results again. */
const CACHE_TIME = 30;
const LONGEST_DESCRIPTION = 200;

/** Answers `@bot words` with the articles that a search finds, `@bot` alone with the latest stories, each ready to share. */
export async function answerInlineQuery(
  { id, query, offset }: InlineQuery,
  bot: Pick<TelegramAnswering, 'api' | 'self' | 'log' | 'store' | 'now' | 'render'>,
  answering: Answering,
): Promise<void> {
  const { api, log, store, now } = bot;
  const page = /^\d{1,4}$/.test(offset) ? Number(offset) : 1;
  const words = query.trim();
  const command = answering.commands.find(({ name }) => name === (words === '' ? 'latest' : 'search'));
  if (command === undefined) return;
  const options = { count: COUNT, page, ...(words === '' ? {} : { query: words }) };
  const { blocks } = await answerParsed(command, { ok: true, options }, answering);
  const found = blocks.filter((block) => block.kind === 'hit' || block.kind === 'story');
  const shared = found.map((block) => shareBlock(block, bot, answering));
  await keepPresses(
    shared.map(({ press }) => press),
    { platform: PLATFORM, buttons: store.buttons, now: now() },
  );
  const answered = await api.call('answerInlineQuery', {
    inline_query_id: id,
    results: shared.map(({ result }) => result),
    cache_time: CACHE_TIME,
    is_personal: true,
    next_offset: hasMore(blocks) ? String(page + 1) : '',
  });
  if (!answered.ok && answered.failure.kind !== 'too-old')
    log.warn(
      { failure: answered.failure.kind, reason: answered.failure.reason },
      'an inline query could not be answered',
    );
}

function hasMore(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.kind === 'pageControls' && block.next !== null);
}

/** A block as what is shared, with a link to its article in the private chat with the bot. */
function shareBlock(
  block: HitBlock | StoryBlock,
  { self, render }: Pick<TelegramAnswering, 'self' | 'render'>,
  { context: { translate } }: Answering,
): { result: InlineQueryResult; press: EncodedPress } {
  const { title, description, articleId } =
    block.kind === 'hit'
      ? { title: block.title, description: block.snippet, articleId: block.articleId }
      : {
          title: block.headline,
          description: block.sentences.map(({ text }) => text).join(' '),
          articleId: block.sources[0]?.articleId ?? '',
        };
  const [message] = render([block], { isNumbered: false });
  const { url, press } = linkToAction({ command: 'article', options: { id: articleId } }, self.username);
  const result: InlineQueryResult = {
    type: 'article',
    id: createHash('sha256').update(articleId).digest('base64url').slice(0, 32),
    title: cleanLine(title) || '…',
    description: cleanLine(description).slice(0, LONGEST_DESCRIPTION).toWellFormed(),
    input_message_content: {
      message_text: message?.html ?? '…',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    },
    reply_markup: { inline_keyboard: [[{ text: translate('button.article'), url }]] },
  };
  return { result, press };
}
