import type { Button, Source } from '../core/blocks/blocks.ts';
import { createSourceNumbering, type SourceNumbering } from '../core/blocks/number-sources.ts';
import type { ArticleReference } from '../core/model/output.ts';
import type { CommandContext } from './command.ts';
import { formatPublished } from './format-time.ts';

/** The button that shows an article. */
export function articleButton({ translate }: Pick<CommandContext, 'translate'>, id: string): Button {
  return { label: translate('button.article'), action: { command: 'article', options: { id } } };
}

/** Numbers the sources of one reply, labelled for its reader; `known`: numbers that articles have already. */
export function numberSources(
  context: Pick<CommandContext, 'translate' | 'language' | 'zone'>,
  known?: ReadonlyMap<string, number>,
): SourceNumbering {
  return createSourceNumbering(
    {
      published: ({ publishedAt }: ArticleReference) => formatPublished(publishedAt, context),
      // People count from 1, and the last one in.
      positions: (positions) => {
        const { translate } = context;
        const spans = positions.map(({ start, end }) => `${start + 1}–${end}`);
        return translate('source.position', { spans: spans.join(translate('list.comma')) });
      },
      button: (id): Source['button'] => articleButton(context, id),
    },
    known,
  );
}

/** References by their id. */
export function byId(references: readonly ArticleReference[]): Map<string, ArticleReference> {
  return new Map(references.map((reference) => [reference.id, reference]));
}
