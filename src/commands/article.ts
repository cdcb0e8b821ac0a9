import type { Block } from '../core/blocks/blocks.ts';
import { facts, figures, heading, notice, paragraph } from '../core/blocks/build-blocks.ts';
import { pageArticleText } from '../core/blocks/page-article-text.ts';
import type { ArticleOutput } from '../core/model/output.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { findArticle } from './find-article.ts';
import { formatPublished } from './format-time.ts';
import { nameSource } from './name-source.ts';
import { nameChanges, showLastChange } from './show-changes.ts';
import { nameGenerator } from './show-edition.ts';
import { byId, numberSources } from './show-sources.ts';
import { PAGE_OPTION, turnPages } from './turn-pages.ts';

/** UTF-16 units of an article's text on a page: about a screen, and with its summary within every platform's message. */
const PAGE_LENGTH = 1200;

export const articleCommand = defineCommand({
  name: 'article',
  aliases: ['文章', '全文'],
  localName: 'command.article.name',
  summary: 'command.article.summary',
  description: 'command.article.description',
  examples: 'command.article.examples',
  audience: 'all',
  options: [{ name: 'id', kind: 'article', required: true, rest: true, summary: 'option.id' }, PAGE_OPTION],
  async run(context, { id, page = 1 }) {
    const found = await findArticle(context, id, 'article');
    if ('reply' in found) return found.reply;
    return { blocks: showArticle(context, found.article, page), data: found.article };
  },
});

function showArticle(context: CommandContext, output: ArticleOutput, asked: number): Block[] {
  const { translate } = context;
  const { article } = output;
  const pages = pageArticleText(article, PAGE_LENGTH);
  const page = Math.min(asked, pages.length);
  const text = pages[page - 1];
  return [
    heading(article.title),
    ...(page === 1 ? introduceArticle(context, output) : []),
    ...(pages.length > 1 || page === 1 ? [heading(translate('article.text'), 2)] : []),
    ...(text === undefined ? [] : [text]),
    ...(page === pages.length && article.truncated ? [notice('info', translate('article.truncated'))] : []),
    ...turnPages(context, {
      action: { command: 'article', options: { id: article.id } },
      page,
      hasMore: page < pages.length,
      label: translate('page.of', { page, pages: pages.length }),
    }),
  ];
}

function introduceArticle(context: CommandContext, output: ArticleOutput): Block[] {
  const { article, summary, figures: keyFigures, generator } = output;
  const { translate, services } = context;
  const { sentences, sources } = numberSources(context).number(summary, byId([article]));
  const topics = [...article.hashtags.map((tag) => `#${tag}`), ...article.topics.map((topic) => topic)];
  return [
    facts([
      { label: translate('fact.publisher'), value: article.publisher },
      {
        label: translate('fact.published'),
        value: formatPublished(article.publishedAt, context),
        publishedAt: article.publishedAt,
      },
      { label: translate('fact.changed'), value: nameChanges(output, context) },
      { label: translate('fact.link'), value: article.url, url: article.url },
      {
        label: translate('fact.topics'),
        value: topics.length === 0 ? null : [...new Set(topics)].join(translate('list.comma')),
      },
      { label: translate('fact.id'), value: article.id },
      { label: translate('fact.source'), value: nameSource(article.provenance.source, context) },
    ]),
    ...(sentences.length === 0
      ? []
      : [
          heading(translate('article.summary'), 2),
          { kind: 'sentences' as const, sentences },
          { kind: 'sources' as const, title: translate('source.title'), sources },
          ...(services.model.name === null ? [] : [paragraph(nameGenerator(generator, context))]),
        ]),
    ...(keyFigures.length === 0 ? [] : [figures(translate('article.figures'), keyFigures)]),
    ...showLastChange(output, context),
  ];
}
