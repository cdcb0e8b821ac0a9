import type { Reply } from '../../commands/command.ts';

/** The articles that a reply is about, from what it shows. */
export function articlesOfReply({ blocks }: Reply): string[] {
  const ids = blocks.flatMap((block) =>
    block.kind === 'story' || block.kind === 'sources'
      ? block.sources.map(({ articleId }) => articleId)
      : block.kind === 'hit'
        ? [block.articleId]
        : [],
  );
  return [...new Set(ids)];
}
