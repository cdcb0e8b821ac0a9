import type { Update } from '../digest/add-updates.ts';
import { type EditionRequest, STORY_LENGTHS } from '../digest/build-edition.ts';
import { createMuting } from '../digest/find-edition-articles.ts';
import { tellUpdate } from '../digest/tell-update.ts';
import type { Article } from '../model/article.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { Told } from '../ports/subscription-store.ts';
import type { EditionLength } from './chat-settings.ts';
import { createMemory } from './remember.ts';

/** Changed articles that are looked at for one digest, the last changed first; longer ones (UTF-16 units) are passed over. */
const MOST_CHANGED = 200;
const LONGEST_CHANGED = 100_000;
/** Updates beside the stories of a digest. */
const MOST_UPDATES: Record<EditionLength, number> = { short: 3, standard: 8, long: 20 };
/** A change is made at the beginning of an import and there at its end. */
const CHANGED_AGAIN = 3_600_000;
/** What changed in a span, which of it is for a wish, and updates: remembered, so that a thousand chats read them once. */
const MOST_SPANS = 8;
const MOST_REMEMBERED = 1024;
const REMEMBERED_FOR = 10 * 60_000;

/** What a digest asks for, as far as its updates go. */
export type UpdateWish = Pick<EditionRequest, 'span' | 'topics' | 'muted' | 'length' | 'language'>;

export interface UpdateFinder {
  /** Articles that changed in the span of a digest, and that it may tell of. */
  listChanged(wish: UpdateWish): Promise<Article[]>;
  /** What is new in those of them that a chat was told of, as much as the digest has room for. */
  tell(changed: readonly Article[], told: ReadonlyMap<string, Told>, wish: UpdateWish): Promise<Update[]>;
}

export function createUpdateFinder({ store, clock }: { store: Store; clock: Clock }): UpdateFinder {
  const remember = createMemory({ clock, most: MOST_REMEMBERED, lasting: REMEMBERED_FOR });
  const rememberSpan = createMemory({ clock, most: MOST_SPANS, lasting: REMEMBERED_FOR });

  function listInSpan({ from, to }: { from: number; to: number }): Promise<Article[]> {
    return rememberSpan(`${from} ${to}`, async () => {
      const changed = await store.listChanged({ after: from - CHANGED_AGAIN, upTo: to, limit: MOST_CHANGED });
      return changed.filter(({ body }) => body.length <= LONGEST_CHANGED);
    });
  }

  async function findUpdate(
    article: Article,
    { contentHash: toldHash }: Told,
    { length, language }: UpdateWish,
  ): Promise<Update | null> {
    if (toldHash === article.contentHash) return null;
    const key = JSON.stringify([article.id, toldHash, article.contentHash, length, language]);
    return remember(key, async () => {
      const revisions = await store.findRevisions(article.id);
      // Comparing takes a while: others have their turn.
      await new Promise(setImmediate);
      const story = tellUpdate(article, { revisions, toldHash }, { ...STORY_LENGTHS[length], language });
      const { section, provenance, contentHash: tells } = article;
      return story === null ? null : { story, section, source: provenance.source, told: toldHash, tells };
    });
  }

  return {
    listChanged({ span, topics, muted }) {
      if (span === undefined) return Promise.resolve([]);
      return remember(JSON.stringify([span, topics, muted]), async () => {
        const isMuted = createMuting(muted);
        const isOn = topics.map((topic) => createMuting([topic]));
        return (await listInSpan(span)).filter(
          (article) => !isMuted(article) && (isOn.length === 0 || isOn.some((says) => says(article))),
        );
      });
    },

    async tell(changed, told, wish) {
      const updates: Update[] = [];
      for (const article of changed) {
        const known = told.get(article.id);
        const update = known === undefined ? null : await findUpdate(article, known, wish);
        if (update !== null) updates.push(update);
        if (updates.length === MOST_UPDATES[wish.length]) break;
      }
      return updates;
    },
  };
}
