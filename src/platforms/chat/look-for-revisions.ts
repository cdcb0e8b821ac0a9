import type { NoteStore } from '../../core/ports/platform-store.ts';
import type { Post, PostStore } from '../../core/ports/post-store.ts';
import type { Store } from '../../core/ports/store.ts';

/** Finds the posts of a platform that tell of an article which its source has changed. */
export interface RevisionLook {
  /** What was sent since `since` and was not given by a look before, in batches, each with the number of the revision. */
  look(options: { since: number }): AsyncIterable<{ revision: number; posts: Post[] }>;
}

const REVISIONS = 500;
const POSTS = 200;

/**
 * All revisions since `since` are looked at each time, and of each the posts that were sent since the last time: a digest
 * that was made before a revision may be sent after it. A process that starts looks at them all again; what is found twice is
 * known by the revision's number. The position that is kept is that of the last revision that is too old.
 */
export function createRevisionLook({
  platform,
  name,
  posts,
  revisions,
  notes,
  turn,
}: {
  platform: string;
  /** Of the note that keeps the position. */
  name: string;
  posts: Pick<PostStore, 'listTelling' | 'findLast'>;
  revisions: Pick<Store, 'listRevised'>;
  notes: NoteStore;
  /** Lets others go on. */
  turn(): Promise<void>;
}): RevisionLook {
  /** By article; of several revisions the last counts. `after`: the last post that was looked at. */
  const recent = new Map<string, { number: number; at: number; after: number }>();
  let read: number | null = null;
  let kept = 0;

  async function readOn(since: number): Promise<void> {
    if (read === null) {
      kept = Number((await notes.read(name)) ?? 0);
      read = kept;
    }
    for (;;) {
      const page = await revisions.listRevised({ after: read, limit: REVISIONS });
      for (const { number, articleId, at } of page) {
        read = number;
        recent.delete(articleId);
        recent.set(articleId, { number, at, after: 0 });
      }
      if (page.length < REVISIONS) break;
      await turn();
    }
    let passed = kept;
    for (const [articleId, { number, at }] of recent) {
      if (at >= since) break;
      recent.delete(articleId);
      passed = number;
    }
    const position = recent.size === 0 ? read : passed;
    if (position > kept) await notes.write(name, String(position));
    kept = Math.max(kept, position);
  }

  return {
    async *look({ since }) {
      await readOn(since);
      const last = await posts.findLast();
      for (const [articleId, revised] of [...recent]) {
        while (revised.after < last) {
          await turn();
          const query = { platform, articleId, after: revised.after, since, limit: POSTS };
          const found = await posts.listTelling(query);
          if (found.length > 0) yield { revision: revised.number, posts: found.map(({ post }) => post) };
          // Only now: what was given is taken.
          revised.after = found.length < POSTS ? last : (found.at(-1)?.number ?? last);
        }
      }
    },
  };
}
