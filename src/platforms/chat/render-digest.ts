import type { DigestOutput } from '../../core/model/output.ts';
import type { Delivery } from '../../core/ports/subscription-store.ts';
import { type DigestGroup, type DigestPlace, layOutDigest } from './lay-out-digest.ts';
import { readerOfDigest, type ToldDigest } from './post-digests.ts';

/** Of one edition: a zone, a language and the like each make another. */
const MOST_REMEMBERED = 100;

/** A group of blocks as a platform has rendered it, and what its first message replies to. */
export interface RenderedGroup<Rendered> {
  rendered: Rendered;
  replyTo: string | null;
}

/**
 * Renders digests with what a platform makes of their blocks, once for all chats that are told the same edition in the same
 * words: thousands of a slot are. What replies is each chat's own.
 */
export function createDigestRenderer<Rendered>(
  render: (group: DigestGroup, digest: ToldDigest) => Promise<Rendered>,
): (
  digest: ToldDigest,
  delivery: Pick<Delivery, 'slot' | 'isLate'>,
  place: DigestPlace,
) => Promise<RenderedGroup<Rendered>[]> {
  // As long as the desk remembers the edition.
  const remembered = new WeakMap<DigestOutput, Map<string, Promise<RenderedGroup<Rendered>[]>>>();
  const renderAnew = async (
    digest: ToldDigest,
    delivery: Pick<Delivery, 'slot' | 'isLate'>,
    place: DigestPlace,
  ): Promise<RenderedGroup<Rendered>[]> => {
    const groups = await layOutDigest(digest, delivery, place);
    return Promise.all(
      groups.map(async (group) => ({
        rendered: await render(group, digest),
        replyTo: group.replyTo,
      })),
    );
  };
  return (digest, delivery, place) => {
    const { kind, output, subscription } = digest;
    const { slot, isLate } = delivery;
    if (output.sections.some(({ stories }) => stories.some(({ updates }) => updates !== undefined)))
      return renderAnew(digest, delivery, place);
    const context = readerOfDigest(digest);
    const { topics } = subscription;
    const key = JSON.stringify([kind, slot.at, isLate, topics, context.language, context.zone]);
    const renderings = remembered.get(output) ?? new Map<string, Promise<RenderedGroup<Rendered>[]>>();
    remembered.set(output, renderings);
    const known = renderings.get(key);
    if (known !== undefined) return known;
    const rendered = renderAnew(digest, delivery, place);
    if (renderings.size >= MOST_REMEMBERED) renderings.clear();
    renderings.set(key, rendered);
    // One that failed is made anew by the next that asks.
    rendered.catch(() => renderings.delete(key));
    return rendered;
  };
}
