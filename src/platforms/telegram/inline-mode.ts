import { createHash } from 'node:crypto';
import type { InlineQueryResult } from 'grammy/types';
import { type Answering, answerParsed } from '../../commands/answer-text.ts';
import type { Block, HitBlock, StoryBlock } from '../../core/blocks/blocks.ts';
import type { Self } from './address-message.ts';
import { cleanLine } from './clean-text.ts';
import { renderBlocks } from './render-blocks.ts';
import type { TelegramApi } from './telegram-api.ts';
import type { TelegramLog } from './telegram-log.ts';
import type { InlineQuery } from './telegram-update.ts';

const COUNT = 10;
/** Seconds for which Telegram may give the same results again. */
const CACHE_TIME = 30;
const LONGEST_DESCRIPTION = 200;

/** Answers `@bot words` with the articles that a search finds, `@bot` alone with the latest stories, each ready to share. */
export async function answerInlineQuery(
  { id, query, offset }: InlineQuery,
  { api, self, answering, log }: { api: TelegramApi; self: Self; answering: Answering; log: TelegramLog },
): Promise<void> {
  const page = /^\d{1,4}$/.test(offset) ? Number(offset) : 1;
  const words = query.trim();
  const command = answering.commands.find(({ name }) => name === (words === '' ? 'latest' : 'search'));
  if (command === undefined) return;
  const options = { count: COUNT, page, ...(words === '' ? {} : { query: words }) };
  const { blocks } = await answerParsed(command, { ok: true, options }, answering);
  const found = blocks.filter((block) => block.kind === 'hit' || block.kind === 'story');
  const results = found.map((block) => toResult(block, self, answering));
  const answered = await api.call('answerInlineQuery', {
    inline_query_id: id,
    results,
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

function toResult(
  block: HitBlock | StoryBlock,
  { username }: Self,
  { context: { translate } }: Answering,
): InlineQueryResult {
  const { title, description, articleId } =
    block.kind === 'hit'
      ? { title: block.title, description: block.snippet, articleId: block.articleId }
      : {
          title: block.headline,
          description: block.sentences.map(({ text }) => text).join(' '),
          articleId: block.sources[0]?.articleId ?? '',
        };
  // Numbered for a list; shared, it stands alone.
  const shared: Block = block.kind === 'story' ? { ...block, position: 1 } : block;
  const [message] = renderBlocks([shared], { live: new Set() });
  const payload = `article_${articleId}`;
  return {
    type: 'article',
    id: createHash('sha256').update(articleId).digest('base64url').slice(0, 32),
    title: cleanLine(title) || '…',
    description: cleanLine(description).slice(0, LONGEST_DESCRIPTION).toWellFormed(),
    input_message_content: {
      message_text: message?.html ?? '…',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    },
    ...(/^[\w-]{1,64}$/.test(payload)
      ? {
          reply_markup: {
            inline_keyboard: [
              [{ text: translate('button.article'), url: `https://t.me/${username}?start=${payload}` }],
            ],
          },
        }
      : {}),
  };
}
