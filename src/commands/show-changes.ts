import type { Block } from '../core/blocks/blocks.ts';
import { heading, list, paragraph } from '../core/blocks/build-blocks.ts';
import type { ArticleOutput } from '../core/model/output.ts';
import type { CommandContext } from './command.ts';
import { formatPublished } from './format-time.ts';
import { shorten } from './shorten.ts';

/** So much of a change as leaves room for the article: sentences each way, and characters of each. */
const MOST_SENTENCES = 3;
const LONGEST_SENTENCE = 120;
/** Times of changes that are named, the last ones. */
const MOST_TIMES = 3;

type Reading = Pick<CommandContext, 'translate' | 'language' | 'zone'>;

/** When an article was changed, the last time first; null for one that never was. */
export function nameChanges(
  { revisions }: Pick<ArticleOutput, 'revisions'>,
  reading: Reading,
): string | null {
  if (revisions.length === 0) return null;
  const times = revisions.toReversed().map(({ replacedAt }) => formatPublished(replacedAt, reading));
  const named = times.slice(0, MOST_TIMES).join(reading.translate('list.comma'));
  return times.length > MOST_TIMES ? `${named}…` : named;
}

/** What the last change of an article added and took away; nothing for one that never was changed. */
export function showLastChange(
  { article, revisions }: Pick<ArticleOutput, 'article' | 'revisions'>,
  { translate }: Reading,
): Block[] {
  const last = revisions.at(-1);
  if (last === undefined || last.change === null) return [];
  const { added, removed, omitted } = last.change;
  const left = [added, removed].reduce((sum, all) => sum + Math.max(0, all.length - MOST_SENTENCES), omitted);
  const isRetitled = last.title !== article.title && last.title !== '';
  return [
    heading(translate('article.changes'), 2),
    ...(isRetitled
      ? [paragraph(translate('change.title', { title: shorten(last.title, LONGEST_SENTENCE) }))]
      : []),
    ...showSentences(translate('change.added'), added),
    ...showSentences(translate('change.removed'), removed),
    ...(left > 0 ? [paragraph(translate('change.more', { count: left }))] : []),
    ...(added.length + removed.length === 0 ? [paragraph(translate('change.moved'))] : []),
  ];
}

function showSentences(label: string, sentences: readonly string[]): Block[] {
  if (sentences.length === 0) return [];
  const shown = sentences.slice(0, MOST_SENTENCES).map((text) => ({ text: shorten(text, LONGEST_SENTENCE) }));
  return [paragraph(label), list(shown)];
}
