import { showDigestPost, showEmptyDigest } from '../../commands/show-digest-post.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import type { DigestOutput } from '../../core/model/output.ts';
import type { Delivery } from '../../core/ports/subscription-store.ts';
import { readerOfDigest, type ToldDigest } from './post-digests.ts';

/** Of one edition: a zone, a language and the like each make another. */
const MOST_REMEMBERED = 100;

/**
 * Renders digests with what a platform makes of blocks, once for all chats that are told the same edition in the same
 * words: thousands of a slot are.
 */
export function createDigestRenderer<Rendered>(
  render: (blocks: readonly Block[]) => Promise<Rendered>,
): (digest: ToldDigest, delivery: Pick<Delivery, 'slot' | 'isLate'>) => Promise<Rendered> {
  // As long as the desk remembers the edition.
  const remembered = new WeakMap<DigestOutput, Map<string, Promise<Rendered>>>();
  return (digest, { slot, isLate }) => {
    const { kind, output, subscription } = digest;
    const context = readerOfDigest(digest);
    const { topics } = subscription;
    const key = JSON.stringify([kind, slot.at, isLate, topics, context.language, context.zone]);
    const renderings = remembered.get(output) ?? new Map<string, Promise<Rendered>>();
    remembered.set(output, renderings);
    const known = renderings.get(key);
    if (known !== undefined) return known;
    const told = { slot, topics };
    const rendered = render(
      kind === 'empty'
        ? showEmptyDigest(told, context)
        : showDigestPost({ ...told, output, isLate }, context),
    );
    if (renderings.size >= MOST_REMEMBERED) renderings.clear();
    renderings.set(key, rendered);
    // One that failed is made anew by the next that asks.
    rendered.catch(() => renderings.delete(key));
    return rendered;
  };
}
