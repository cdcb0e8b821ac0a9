import type { PostStore } from '../../core/ports/post-store.ts';
import type { Reader } from './find-reader.ts';
import type { DigestGroup } from './lay-out-digest.ts';
import { writeContent } from './post-content.ts';

/** Keeps what the messages of digests say, so that they can be corrected and replied to. */
export interface ContentKeeper {
  /** The key of each message's content, which is kept when it resolves; null of one that tells no story. */
  keep(
    group: DigestGroup,
    messages: readonly { blocks: readonly number[] }[],
    reader: Reader & { zone: string },
  ): Promise<(string | null)[]>;
}

/** Chats of the same digest say the same: what was kept within the hour is not kept again. */
const KEPT_AGAIN_AFTER = 3_600_000;
const MOST_KNOWN = 2000;

export function createContentKeeper({
  posts,
  now,
}: {
  posts: Pick<PostStore, 'keepContents'>;
  now: () => number;
}): ContentKeeper {
  const keptAt = new Map<string, number>();
  return {
    async keep({ blocks, articleIds }, messages, { language, zone }) {
      const places = messages.map((message) => message.blocks);
      const contents = places.map((held, index) => {
        const told = [...new Set(held.flatMap((block) => articleIds[block] ?? []))];
        if (told.length === 0) return null;
        const isElsewhere = (block: number, others: readonly (readonly number[])[]): boolean =>
          others.some((other) => other.includes(block));
        const among = (is: (block: number) => boolean): number[] =>
          held.flatMap((block, place) => (is(block) ? [place] : []));
        return writeContent(
          {
            ...{ language, zone },
            blocks: held.flatMap((block) => blocks[block] ?? []),
            split: among((block) => isElsewhere(block, places.toSpliced(index, 1))),
            continued: among((block) => isElsewhere(block, places.slice(0, index))),
          },
          told,
        );
      });
      const time = now();
      const fresh = contents.flatMap((content) =>
        content === null || time - (keptAt.get(content.key) ?? -Infinity) < KEPT_AGAIN_AFTER ? [] : [content],
      );
      if (fresh.length > 0) {
        await posts.keepContents(fresh, time);
        if (keptAt.size > MOST_KNOWN) keptAt.clear();
        for (const { key } of fresh) keptAt.set(key, time);
      }
      return contents.map((content) => content?.key ?? null);
    },
  };
}
