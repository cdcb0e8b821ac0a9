import type { Block } from '../core/blocks/blocks.ts';
import { buttons, heading, notice, paragraph } from '../core/blocks/build-blocks.ts';
import type { DigestResult } from '../core/digest/digest-result.ts';
import { dayOf, type Period } from '../core/digest/resolve-window.ts';
import type { DigestOutput } from '../core/model/output.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { formatDay } from './format-time.ts';
import { namePeriod } from './name-period.ts';
import { findNearestWord } from './nearest-word.ts';
import { PERIOD_WORDS } from './read-option-value.ts';
import { numberSources } from './show-sources.ts';
import { showStory } from './show-story.ts';
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
  ],
  async run(context, { topic, period: asked }) {
    const { services, language, zone } = context;
    const period = asked ?? { kind: 'day', day: dayOf(context.now(), zone) };
    const { length, muted } = context.settings;
    const result = await services.digest({
      ...{ topic: topic ?? null, period, language, zone, muted },
      ...(length === null ? {} : { length }),
    });
    const data: DigestOutput = result.output;
    if (data.sections.length === 0)
      return { blocks: await explainEmpty(context, result, topic ?? null, period), data };
    return { blocks: showEdition(context, data, topic ?? null, period), data };
  },
});

function showEdition(
  context: CommandContext,
  output: DigestOutput,
  topic: string | null,
  period: Period,
): Block[] {
  const { translate } = context;
  const when = namePeriod(period, context);
  const numbering = numberSources(context);
  let position = 0;
  const sections = output.sections.flatMap((section): Block[] => [
    heading(section.topic, 2),
    ...section.stories.map((story) => showStory(story, { position: ++position, numbering })),
  ]);
  return [
    heading(
      topic === null
        ? translate('digest.title', { period: when })
        : translate('digest.titleOnTopic', { period: when, topic: topic }),
    ),
    ...sections,
    paragraph(describeCoverage(context, output)),
  ];
}

function describeCoverage({ translate }: CommandContext, { coverage, edition }: DigestOutput): string {
  const { sources, failing, articles, stories } = coverage;
  return [
    translate('digest.coverage', {
      sources: translate('digest.sources', { count: sources }),
      articles: translate('digest.articles', { count: articles }),
      stories: translate('digest.stories', { count: stories }),
    }),
    ...(failing > 0 ? [translate('digest.failing', { count: failing })] : []),
    edition.generator === 'extractive'
      ? translate('generator.extractive')
      : translate('generator.model', { model: edition.generator.replace(/^openai:/, '') }),
  ].join(' · ');
}

async function explainEmpty(
  context: CommandContext,
  { emptyReason, newestDay }: DigestResult,
  topic: string | null,
  period: Period,
): Promise<Block[]> {
  const { translate, language } = context;
  if (emptyReason === 'no-articles')
    return [notice('info', translate('store.empty'), translate('store.emptyRemedy'))];
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
