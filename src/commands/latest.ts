import { heading, notice } from '../core/blocks/build-blocks.ts';
import type { LatestOutput } from '../core/model/output.ts';
import { defineCommand } from './command.ts';
import { explainEmptyStore } from './explain-empty-store.ts';
import { nameAsker } from './find-asker.ts';
import { numberSources } from './show-sources.ts';
import { showStory } from './show-story.ts';
import { showUnknownTopic } from './show-topics.ts';
import { PAGE_OPTION, turnPages } from './turn-pages.ts';

const DEFAULT_COUNT = 5;
/** One cited sentence says what a story is about; the digest says more. */
const SENTENCES = 1;

export const latestCommand = defineCommand({
  name: 'latest',
  aliases: ['最新', '新闻', '新聞'],
  localName: 'command.latest.name',
  summary: 'command.latest.summary',
  description: 'command.latest.description',
  examples: 'command.latest.examples',
  audience: 'all',
  options: [
    { name: 'topic', kind: 'topic', required: false, summary: 'option.topic' },
    { name: 'count', kind: 'integer', required: false, minimum: 1, maximum: 50, summary: 'option.count' },
    PAGE_OPTION,
  ],
  async run(context, { topic, count = DEFAULT_COUNT, page = 1 }) {
    const { services, translate, language } = context;
    const offset = (page - 1) * count;
    const found = await services.latest({
      ...{ topic: topic ?? null, offset, limit: count, language },
      ...nameAsker(context),
    });
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
          : [page > 1 ? notice('info', translate('page.none')) : explainEmptyStore(context)];
      return { blocks: nothing, data };
    }
    const numbering = numberSources(context);
    const options = {
      ...(topic === undefined ? {} : { topic }),
      ...(count === DEFAULT_COUNT ? {} : { count }),
    };
    return {
      blocks: [
        title,
        ...stories.map((story, index) =>
          showStory({ ...story, figures: [] }, { position: offset + index + 1, numbering, translate }),
        ),
        ...turnPages(context, {
          action: { command: 'latest', options },
          page,
          hasMore: found.hasMore,
          before: 'button.newer',
          after: 'button.older',
        }),
      ],
      data,
    };
  },
});
