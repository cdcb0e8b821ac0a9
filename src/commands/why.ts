import type { Block, Button } from '../core/blocks/blocks.ts';
import { buttons, heading, list, notice } from '../core/blocks/build-blocks.ts';
import type { Delivery } from '../core/ports/subscription-store.ts';
import type { ArticleVerdict } from '../core/subscriptions/explain-article.ts';
import type { ArticleExplanation } from '../core/subscriptions/explain-coming.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { explainWriting } from './explain-writing.ts';
import { findArticle } from './find-article.ts';
import { joinSentences } from './join-sentences.ts';
import { describeSlot } from './schedule/describe-schedule.ts';
import { shorten } from './shorten.ts';
import { editionButton, inZoneOf } from './show-delivery.ts';
import { articleButton } from './show-sources.ts';
import { explainNoChat, nameSubscription, settingsButton, subscribeButton } from './show-subscription.ts';

/** Characters of all topics in a sentence. */
const LONGEST_TOPICS = 200;

export const whyCommand = defineCommand({
  name: 'why',
  aliases: ['为什么', '為什麼', '为何', '為何'],
  localName: 'command.why.name',
  summary: 'command.why.summary',
  description: 'command.why.description',
  examples: 'command.why.examples',
  audience: 'all',
  beginsQuestions: true,
  options: [{ name: 'id', kind: 'article', required: true, rest: true, summary: 'option.id' }],
  async run(context, { id }) {
    const { target, services } = context;
    if (target === null) return explainNoChat(context);
    const found = await findArticle(context, id, 'why');
    if ('reply' in found) return found.reply;
    const { article } = found.article;
    const explanation = await services.subscriptions.why(target, article.id);
    const told = explanation?.kind === 'told' ? explanation.delivery : null;
    const reading =
      told === null ? context : inZoneOf(told, await services.subscriptions.list(target), context);
    return {
      blocks: [
        heading(article.title),
        ...(explanation === null ? [] : explain(explanation, reading)),
        ...(told === null ? [] : await explainWriting(context, told, article.id)),
        buttons(articleButton(context, article.id), ...remedies(explanation, reading)),
      ],
    };
  },
});

function explain(explanation: ArticleExplanation, context: CommandContext): Block[] {
  const { translate, language, zone } = context;
  if (explanation.kind === 'told') {
    const { delivery, updatedBy, change } = explanation;
    const nameSlot = (at: Delivery): string => describeSlot(at.slot, zone, language);
    const said = [
      delivery === null ? translate('why.toldOnce') : translate('why.told', { when: nameSlot(delivery) }),
      ...(updatedBy ? [translate('why.toldUpdate', { when: nameSlot(updatedBy) })] : []),
      ...(change === undefined ? [] : [sayChange(change, context)]),
    ];
    return [notice('info', joinSentences(said, language))];
  }
  const { subscriptions } = explanation;
  if (subscriptions.length === 0) return [notice('info', translate('why.noSubscription'))];
  const sentences = subscriptions.map(({ subscription, slot, verdict }) => ({
    text: nameSubscription(subscription, context),
    detail: sayVerdict(verdict, {
      when: describeSlot(slot, subscription.schedule.zone, language),
      zone: subscription.schedule.zone,
      context,
    }),
  }));
  const [only] = sentences;
  return sentences.length === 1 && only !== undefined
    ? [notice('info', only.detail)]
    : [notice('info', translate('why.each')), list(sentences)];
}

function sayChange(
  { coming }: NonNullable<Extract<ArticleExplanation, { kind: 'told' }>['change']>,
  { translate, language }: CommandContext,
): string {
  if (coming === null) return translate('why.changedSince');
  const { slot, subscription } = coming;
  return translate('why.updateComing', { when: describeSlot(slot, subscription.schedule.zone, language) });
}

function sayVerdict(
  verdict: ArticleVerdict,
  { when, zone, context }: { when: string; zone: string; context: CommandContext },
): string {
  const { translate, language } = context;
  const join = (topics: readonly string[]): string =>
    shorten(topics.join(translate('list.comma')), LONGEST_TOPICS);
  switch (verdict.kind) {
    case 'coming':
      return verdict.topics.length === 0
        ? translate('why.coming', { when })
        : translate('why.comingOnTopics', { when, topics: join(verdict.topics) });
    case 'beyond-length':
      return translate('why.beyondLength', { when });
    case 'muted':
      return translate('why.muted', { word: verdict.word });
    case 'off-topic':
      return translate('why.offTopic', { topics: join(verdict.topics) });
    case 'too-old':
      return translate('why.tooOld', { when, since: describeSlot({ at: verdict.since }, zone, language) });
    case 'seen-before':
      return translate('why.seenBefore', { since: describeSlot({ at: verdict.since }, zone, language) });
    case 'later':
      return translate('why.later', { when });
  }
}

/** What shows the digest that told of it, or changes that none does. */
function remedies(explanation: ArticleExplanation | null, context: CommandContext): Button[] {
  if (explanation === null) return [];
  if (explanation.kind === 'told')
    return [explanation.delivery, explanation.updatedBy ?? null].flatMap((delivery) =>
      delivery === null ? [] : editionButton(delivery, context),
    );
  if (explanation.subscriptions.length === 0) return [subscribeButton(context)];
  const isSet = explanation.subscriptions.some(
    ({ verdict: { kind } }) => kind === 'muted' || kind === 'off-topic' || kind === 'beyond-length',
  );
  return isSet ? [settingsButton(context)] : [];
}
