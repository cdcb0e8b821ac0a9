import type { Block } from '../core/blocks/blocks.ts';
import { notice } from '../core/blocks/build-blocks.ts';
import type { Delivery } from '../core/ports/subscription-store.ts';
import type { CommandContext } from './command.ts';
import type { MessageKey } from './create-translator.ts';
import { joinSentences } from './join-sentences.ts';
import { shorten } from './shorten.ts';

/** Why a sentence of a model's was not shown, by the kinds that editions keep. */
const REFUSALS: ReadonlyMap<string, MessageKey> = new Map([
  ['citation', 'refusal.citation'],
  ['date', 'refusal.date'],
  ['figure', 'refusal.figure'],
  ['language', 'refusal.language'],
  ['length', 'refusal.length'],
  ['link', 'refusal.link'],
  ['name', 'refusal.name'],
  ['polarity', 'refusal.polarity'],
  ['quotation', 'refusal.quotation'],
  ['subject', 'refusal.subject'],
]);

/** Who wrote the summary of an article in the digest that told of it, and what of it and of that digest's overview was not shown. */
export async function explainWriting(
  { services, translate, language }: CommandContext,
  { edition: id }: Delivery,
  articleId: string,
): Promise<Block[]> {
  const edition = id === null ? null : await services.edition(id);
  const writing = edition?.sections
    .flatMap(({ stories }) => stories)
    .find(({ articles }) => articles.some((article) => article.id === articleId))?.writing;
  if (writing === undefined) return [];
  const { generator, replaced } = writing;
  const fallen = edition?.overviewWriting?.replaced ?? [];
  const giveReasons = (refusals: typeof replaced): string => {
    const reasons = refusals.flatMap(({ kind, detail }) => {
      const key = REFUSALS.get(kind);
      return key === undefined ? [] : [translate(key, { detail: shorten(detail) })];
    });
    return [...new Set(reasons)].join(translate('list.comma'));
  };
  const said = [
    ...(generator === 'extractive'
      ? []
      : [translate('why.written', { model: generator.replace(/^openai:/, '') })]),
    ...(replaced.length === 0
      ? []
      : [translate('why.replaced', { count: replaced.length, reasons: giveReasons(replaced) })]),
    ...(fallen.length === 0
      ? []
      : [translate('why.overviewReplaced', { count: fallen.length, reasons: giveReasons(fallen) })]),
  ];
  return said.length === 0 ? [] : [notice('info', joinSentences(said, language))];
}
