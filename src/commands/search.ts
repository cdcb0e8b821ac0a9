import type { HitBlock } from '../core/blocks/blocks.ts';
import { heading, notice } from '../core/blocks/build-blocks.ts';
import type { SearchOutput } from '../core/model/output.ts';
import { defineCommand } from './command.ts';
import { formatPublished } from './format-time.ts';
import { articleButton, byId } from './show-sources.ts';
import { PAGE_OPTION, turnPages } from './turn-pages.ts';

const DEFAULT_COUNT = 5;

export const searchCommand = defineCommand({
  name: 'search',
  aliases: ['搜索', '搜尋', '搜', '查'],
  localName: 'command.search.name',
  summary: 'command.search.summary',
  description: 'command.search.description',
  examples: 'command.search.examples',
  audience: 'all',
  options: [
    { name: 'query', kind: 'text', required: true, rest: true, summary: 'option.query' },
    {
      name: 'count',
      kind: 'integer',
      required: false,
      hidden: true,
      minimum: 1,
      maximum: 50,
      summary: 'option.count',
    },
    PAGE_OPTION,
  ],
  async run(context, { query, count = DEFAULT_COUNT, page = 1 }) {
    const { services, translate } = context;
    const { hits, hasMore } = await services.search(query, { offset: (page - 1) * count, limit: count });
    const data: SearchOutput = { hits };
    if (hits.length === 0) {
      const nothing =
        page > 1
          ? notice('info', translate('page.none'))
          : notice('info', translate('search.nothing', { query }), translate('search.tryOtherWords'));
      return { blocks: [nothing], data };
    }
    const references = byId(await services.references(hits.map(({ articleId }) => articleId)));
    const options = { query, ...(count === DEFAULT_COUNT ? {} : { count }) };
    const blocks = hits.map(({ articleId, title, snippet, highlights }): HitBlock => {
      const reference = references.get(articleId);
      return {
        kind: 'hit',
        title,
        snippet,
        highlights,
        articleId,
        publisher: reference?.publisher ?? null,
        published: formatPublished(reference?.publishedAt ?? null, context),
        publishedAt: reference?.publishedAt ?? null,
        url: reference?.url ?? null,
        button: articleButton(context, articleId),
      };
    });
    return {
      blocks: [
        heading(translate('search.title', { query })),
        ...blocks,
        ...turnPages(context, { action: { command: 'search', options }, page, hasMore }),
      ],
      data,
    };
  },
});
