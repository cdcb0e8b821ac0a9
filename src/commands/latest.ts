import { heading, notice, pageControls } from '../core/blocks/build-blocks.ts';
import type { LatestOutput } from '../core/model/output.ts';
import { defineCommand } from './command.ts';
import { numberSources } from './show-sources.ts';
import { showStory } from './show-story.ts';
import { showUnknownTopic } from './show-topics.ts';

const DEFAULT_COUNT = 5;
/** One cited sentence says what a story is about; the digest says more. */
const SENTENCES = 1;

export const latestCommand = defineCommand({
  name: 'latest',
  aliases: ['最新', '新闻', '新聞'],
  summary: 'command.latest.summary',
  description: 'command.latest.description',
  examples: 'command.latest.examples',
  audience: 'all',
  options: [
    { name: 'topic', kind: 'topic', required: false, summary: 'option.topic' },
    { name: 'count', kind: 'integer', required: false, minimum: 1, maximum: 50, summary: 'option.count' },
    {
      name: 'page',
      kind: 'integer',
      required: false,
      hidden: true,
      minimum: 1,
      maximum: 100_000,
      summary: 'option.page',
    },
  ],
  async run(context, { topic, count = DEFAULT_COUNT, page = 1 }) {
    const { services, translate, language, zone } = context;
    const offset = (page - 1) * count;
    const found = await services.latest({ topic: topic ?? null, offset, limit: count, language, zone });
    const stories = found.stories.map((story) => ({
      ...story,
      sentences: story.sentences.slice(0, SENTENCES),
    }));
    const data: LatestOutput = { stories };
    const title = heading(
      topic === undefined ? translate('latest.title') : translate('latest.titleOnTopic', { topic }),
    );
    if (stories.length === 0) {
      const nothing =
        topic !== undefined && page === 1
          ? await showUnknownTopic(context, topic, 'latest')
          : [
              page > 1
                ? notice('info', translate('page.none'))
                : notice('info', translate('store.empty'), translate('store.emptyRemedy')),
            ];
      return { blocks: nothing, data };
    }
    const numbering = numberSources(context);
    const turn = (to: number, label: string) => ({
      label,
      action: {
        command: 'latest',
        options: {
          ...(topic === undefined ? {} : { topic }),
          ...(count === DEFAULT_COUNT ? {} : { count }),
          page: to,
        },
      },
    });
    return {
      blocks: [
        title,
        ...stories.map((story, index) =>
          showStory({ ...story, figures: [] }, { position: offset + index + 1, numbering }),
        ),
        ...pageControls(
          translate('page.label', { page }),
          page > 1 ? turn(page - 1, translate('button.newer')) : null,
          found.hasMore ? turn(page + 1, translate('button.older')) : null,
        ),
      ],
      data,
    };
  },
});
