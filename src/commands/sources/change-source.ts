import { notice } from '../../core/blocks/build-blocks.ts';
import type { IntervalBounds, Source } from '../../core/sources/source.ts';
import type { SourceServices } from '../../core/sources/source-services.ts';
import type { CommandContext, Reply } from '../command.ts';
import { nameOfSource, showSource } from './show-source.ts';
import { describeSpan, readSpan } from './spans.ts';

/** What a person wishes of a source, as it was typed; what is left out stays as it is. */
export interface SourceWishes {
  shortest?: string | undefined;
  longest?: string | undefined;
  fullText?: 'on' | 'off' | undefined;
  selector?: string | undefined;
}

const NONE = /^(?:none|no|-|无|無)$/i;

/** Whether nothing at all is wished. */
export function isUnchanged(wishes: SourceWishes): boolean {
  return Object.values(wishes).every((wish) => wish === undefined);
}

/**
 * The bounds of a source with those that are named in place of its own, `none` for no bound; a reply where one can't be read, or the
 * shortest would be above the longest.
 */
export function readBounds(
  { shortest, longest }: SourceWishes,
  own: IntervalBounds,
  { translate, language }: Pick<CommandContext, 'translate' | 'language'>,
): IntervalBounds | Reply {
  const bounds = { shortest: read(shortest, own.shortest), longest: read(longest, own.longest) };
  for (const [name, value = ''] of Object.entries({ shortest, longest }))
    if (bounds[name as keyof typeof bounds] === 'bad')
      return {
        blocks: [notice('error', translate('sources.badSpan', { value }))],
        failure: 'bad-options',
      };
  const readable = bounds as IntervalBounds;
  if (readable.shortest !== null && readable.longest !== null && readable.shortest > readable.longest)
    return {
      blocks: [
        notice(
          'error',
          translate('sources.crossedBounds', {
            shortest: describeSpan(readable.shortest, language),
            longest: describeSpan(readable.longest, language),
          }),
        ),
      ],
      failure: 'bad-options',
    };
  return readable;
}

/** Changes what is wished of a source, all of it or (where one of the wishes can't be fulfilled) nothing. */
export async function changeSource(
  source: Source,
  wishes: SourceWishes,
  { sources, ...context }: CommandContext & { sources: SourceServices },
): Promise<Reply> {
  const { translate } = context;
  if (isUnchanged(wishes))
    return { blocks: [notice('error', translate('sources.nothingToChange'))], failure: 'bad-options' };
  const bounds = readBounds(wishes, source.bounds, context);
  if ('blocks' in bounds) return bounds;
  const { selector: wished } = wishes;
  const selector = wished === undefined ? source.selector : NONE.test(wished.trim()) ? null : wished;
  if (wished !== undefined) {
    const refused =
      source.kind !== 'page'
        ? translate('sources.noSelector')
        : (await sources.changeSelector(source.id, selector))
          ? null
          : translate('sources.badSelector');
    if (refused !== null) return { blocks: [notice('error', refused)], failure: 'bad-options' };
  }
  const fullText = wishes.fullText === undefined ? source.fullText : wishes.fullText === 'on';
  if (wishes.shortest !== undefined || wishes.longest !== undefined)
    await sources.changeBounds(source.id, bounds);
  if (fullText !== source.fullText) await sources.changeFullText(source.id, fullText);
  const kept = await sources.find(source.id);
  // Removed by somebody meanwhile: it is shown as it would be.
  const changed = typeof kept === 'object' ? kept : { ...source, bounds, fullText, selector };
  return {
    blocks: [
      notice('info', translate('sources.changed', { title: nameOfSource(source, context) })),
      ...showSource(changed, context).slice(1),
    ],
    data: { source: changed },
  };
}

function read(text: string | undefined, own: number | null): number | null | 'bad' {
  if (text === undefined) return own;
  return NONE.test(text.trim()) ? null : (readSpan(text) ?? 'bad');
}
