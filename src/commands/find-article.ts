import type { Button } from '../core/blocks/blocks.ts';
import { buttons, list, notice } from '../core/blocks/build-blocks.ts';
import type { ArticleOutput } from '../core/model/output.ts';
import type { CommandContext, Reply } from './command.ts';
import { findAsker } from './find-asker.ts';
import { findNearestWord } from './nearest-word.ts';
import { shorten } from './shorten.ts';
import { articleButton, byId } from './show-sources.ts';

/** The article of an id or its beginning, or the reply where there is none or several; `command` is what its choices go on with. */
export async function findArticle(
  context: CommandContext,
  id: string,
  command: 'article' | 'why',
): Promise<{ article: ArticleOutput } | { reply: Reply }> {
  const { services, translate, language } = context;
  const found = await services.article(id, {
    language,
    // Who asks why does not read the summary: nothing is written for it.
    ...(command === 'article' ? { asker: findAsker(context) } : {}),
  });
  const choose = (candidate: string): Button =>
    command === 'article'
      ? articleButton(context, candidate)
      : { label: candidate, action: { command, options: { id: candidate } } };
  if (found === 'not-found') {
    const nearest = findNearestWord(id, await services.completeArticleIds(id.slice(0, 2)));
    const said = notice(
      'error',
      translate('article.notFound', { id: shorten(id) }),
      nearest === null
        ? translate('article.findId', { command: context.writeCommand('search') })
        : translate('hint.didYouMean', { nearest }),
    );
    const blocks = nearest === null ? [said] : [said, buttons(choose(nearest))];
    return { reply: { blocks, failure: 'not-found' } };
  }
  if (!('ambiguous' in found)) return { article: found };
  const references = byId(await services.references(found.ambiguous));
  return {
    reply: {
      blocks: [
        notice('error', translate('article.ambiguous', { id: shorten(id) })),
        list(
          found.ambiguous.map((candidate) => ({
            text: candidate,
            detail: references.get(candidate)?.title ?? null,
            button: choose(candidate),
          })),
        ),
      ],
      failure: 'ambiguous',
    },
  };
}
