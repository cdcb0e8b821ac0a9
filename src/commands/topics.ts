import { heading, list, notice } from '../core/blocks/build-blocks.ts';
import type { Period } from '../core/digest/resolve-window.ts';
import { defineCommand } from './command.ts';
import type { Translate } from './create-translator.ts';
import { explainEmptyStore } from './explain-empty-store.ts';
import { joinSentences } from './join-sentences.ts';
import { namePeriod } from './name-period.ts';

const MOST_TOPICS = 30;
const ALL_TIME: Period = { kind: 'all' };

export const topicsCommand = defineCommand({
  name: 'topics',
  aliases: ['话题', '話題', '主题', '主題'],
  localName: 'command.topics.name',
  summary: 'command.topics.summary',
  description: 'command.topics.description',
  examples: 'command.topics.examples',
  audience: 'all',
  options: [
    { name: 'period', kind: 'period', required: false, summary: 'option.period' },
    {
      name: 'count',
      kind: 'integer',
      required: false,
      hidden: true,
      minimum: 1,
      maximum: 500,
      summary: 'option.count',
    },
  ],
  async run(context, { period = ALL_TIME, count = MOST_TOPICS }) {
    const { services, translate, zone, language } = context;
    const data = await services.topics({ period, zone, limit: count, language });
    const when = namePeriod(period, context);
    if (data.topics.length === 0) {
      const nothing =
        period.kind === 'all'
          ? explainEmptyStore(context)
          : notice('info', translate('topics.nothing', { period: when }));
      return { blocks: [nothing], data };
    }
    return {
      blocks: [
        heading(translate('topics.title', { period: when })),
        list(
          data.topics.map(({ topic, kind, count: articles, change }) => {
            const label = kind === 'hashtag' ? `#${topic}` : topic;
            const counted = translate('topics.count', { count: articles });
            return {
              text: label,
              detail: joinSentences([counted, describeChange(change, translate)], language),
              button: { label, action: { command: 'latest', options: { topic } } },
            };
          }),
        ),
      ],
      data,
    };
  },
});

function describeChange(change: number | null, translate: Translate): string {
  if (change === null || change === 0) return '';
  return change > 0 ? translate('topics.more', { change }) : translate('topics.fewer', { change: -change });
}
