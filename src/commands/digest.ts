import type { Block } from '../core/blocks/blocks.ts';
import { buttons, notice } from '../core/blocks/build-blocks.ts';
import type { DigestResult } from '../core/digest/digest-result.ts';
import { dayOf, type Period } from '../core/digest/resolve-window.ts';
import type { DigestOutput } from '../core/model/output.ts';
import { readerLanguages } from '../core/model/reader-language.ts';
import { type CommandContext, defineCommand, type Reply } from './command.ts';
import { createTranslator } from './create-translator.ts';
import { explainEmptyStore } from './explain-empty-store.ts';
import { nameAsker } from './find-asker.ts';
import { formatDay, formatPublished } from './format-time.ts';
import { namePeriod } from './name-period.ts';
import { findNearestWord } from './nearest-word.ts';
import { PERIOD_WORDS } from './read-option-value.ts';
import { shorten } from './shorten.ts';
import { showDigestPost } from './show-digest-post.ts';
import { showEdition, titleEdition } from './show-edition.ts';
import { showUnknownTopic } from './show-topics.ts';

export const digestCommand = defineCommand({
  name: 'digest',
  aliases: ['简报', '簡報', '摘要', '日报', '日報'],
  localName: 'command.digest.name',
  summary: 'command.digest.summary',
  description: 'command.digest.description',
  examples: 'command.digest.examples',
  audience: 'all',
  options: [
    { name: 'topic', kind: 'topic', required: false, summary: 'option.topic' },
    { name: 'period', kind: 'period', required: false, summary: 'option.period' },
    { name: 'edition', kind: 'text', required: false, hidden: true, summary: 'option.edition' },
  ],
  async run(context, { topic, period: asked, edition }) {
    if (edition !== undefined) return showPastEdition(context, edition);
    const { services, language, zone } = context;
    const period = asked ?? { kind: 'day', day: dayOf(context.now(), zone) };
    const { length, muted } = context.settings;
    const result = await services.digest({
      ...{ topic: topic ?? null, period, language, zone, muted, ...nameAsker(context) },
      ...(length === null ? {} : { length }),
    });
    const data: DigestOutput = result.output;
    if (data.sections.length === 0)
      return { blocks: await explainEmpty(context, result, topic ?? null, period), data };
    const title = titleEdition(
      { when: namePeriod(period, context), topics: topic === undefined ? [] : [topic] },
      context,
    );
    return { blocks: showEdition(data, [title], context), data };
  },
});

/** An edition as it was made and, where it was posted, under the title of that post; whatever its articles have become since. */
async function showPastEdition(context: CommandContext, id: string): Promise<Reply> {
  const { services, translate, target } = context;
  const data = await services.edition(id);
  if (data === null)
    return {
      blocks: [notice('error', translate('digest.noEdition', { id: shorten(id) }))],
      failure: 'not-found',
    };
  const language = readerLanguages.find((each) => each === data.edition.language) ?? context.language;
  const reading = { language, translate: createTranslator(language), zone: context.zone };
  const posted = await services.subscriptions.findPosted(target, id);
  if (posted !== null) {
    const { delivery, subscription } = posted;
    const told = { output: data, topics: subscription?.topics ?? [], slot: delivery.slot };
    const zone = subscription?.schedule.zone ?? context.zone;
    return { blocks: showDigestPost({ ...told, isLate: delivery.isLate }, { ...reading, zone }), data };
  }
  const [from, to] = [data.edition.from, data.edition.to].map((at) => formatPublished(at, reading) ?? at);
  const when = reading.translate('digest.span', { from: from ?? '', to: to ?? '' });
  return { blocks: showEdition(data, [titleEdition({ when, topics: [] }, reading)], reading), data };
}

async function explainEmpty(
  context: CommandContext,
  { emptyReason, newestDay }: DigestResult,
  topic: string | null,
  period: Period,
): Promise<Block[]> {
  const { translate, language } = context;
  if (emptyReason === 'no-articles') return [explainEmptyStore(context)];
  if (emptyReason === 'nothing-on-topic' && topic !== null) {
    const nearest = topic.includes(' ') ? null : findNearestWord(topic, PERIOD_WORDS);
    return [
      ...(await showUnknownTopic(context, topic, 'digest')),
      ...(nearest === null ? [] : [notice('info', translate('digest.periodMeant', { nearest }))]),
    ];
  }
  const when = namePeriod(period, context);
  const shown = topic === null ? {} : { topic };
  return [
    notice(
      'info',
      translate('digest.nothing', { period: when }),
      newestDay === undefined ? null : translate('digest.newestDay', { day: formatDay(newestDay, language) }),
    ),
    buttons(
      ...(newestDay === undefined
        ? []
        : [
            {
              label: translate('button.digestOfDay', { day: formatDay(newestDay, language) }),
              action: { command: 'digest', options: { ...shown, period: newestDay } },
            },
          ]),
      {
        label: translate('button.digestOfAll'),
        action: { command: 'digest', options: { ...shown, period: 'all' } },
      },
    ),
  ];
}
