import type { Update } from '../digest/add-updates.ts';
import { type EditionRequest, storyLength } from '../digest/build-edition.ts';
import { createMuting } from '../digest/find-edition-articles.ts';
import { tellUpdate } from '../digest/tell-update.ts';
import type { Article } from '../model/article.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { Told } from '../ports/subscription-store.ts';
import type { EditionLength } from './chat-settings.ts';
import { createMemory } from './remember.ts';

/** Changes that a digest looks at, the last first. */
const MOST_CHANGED = 20_000;
/** Those of articles that the chat was told of; longer ones (UTF-16 units) are passed over. */
const MOST_TOLD = 100;
const LONGEST_CHANGED = 60_000;
/** Updates beside the stories of a digest. */
const MOST_UPDATES: Record<EditionLength, number> = { short: 3, standard: 8, long: 20 };
/** A change is made in the middle of an import and there at its end. */
const CHANGED_AGAIN = 3_600_000;
/** Remembered, so that a thousand chats of the same wish and history cost what one does. */
const MOST_SPANS = 8;
const MOST_REMEMBERED = 1024;
const REMEMBERED_FOR = 10 * 60_000;

/** What a digest asks for, as far as its updates go. */
export type UpdateWish = Pick<EditionRequest, 'span' | 'topics' | 'muted' | 'length' | 'language'>;

export interface UpdateFinder {
  /** The ids of the articles that changed in the span of a digest, the last changed first. */
  listChanged(wish: Pick<UpdateWish, 'span'>): Promise<ReadonlySet<string>>;
  /** What is new in articles that a chat was told of and that changed, as much as the digest has room for. */
  tell(told: ReadonlyMap<string, Told>, wish: UpdateWish): Promise<Update[]>;
}

export function createUpdateFinder({ store, clock }: { store: Store; clock: Clock }): UpdateFinder {
  const rememberSpan = createMemory({ clock, most: MOST_SPANS, lasting: REMEMBERED_FOR });
  const remember = createMemory({ clock, most: MOST_REMEMBERED, lasting: REMEMBERED_FOR });

  /** The update of an article, whoever was told of that text and wishes that length. */
  function findUpdate(
    article: Article,
    toldHash: string | null,
    { length, language }: UpdateWish,
  ): Promise<Update | null> {
    const key = JSON.stringify([article.id, toldHash, article.contentHash, length, language]);
    return remember(key, async () => {
      const revisions = await store.findRevisions(article.id);
      // Comparing takes a while: others have their turn.
      await new Promise(setImmediate);
      const story = tellUpdate(article, { revisions, toldHash }, { ...storyLength(length), language });
      const { section, provenance, contentHash: tells } = article;
      return story === null ? null : { story, section, source: provenance.source, told: toldHash, tells };
    });
  }

  async function findUpdates(
    looked: readonly (readonly [id: string, toldHash: string | null])[],
    wish: UpdateWish,
  ): Promise<Update[]> {
    const articles = new Map(
      (await store.findArticles(looked.map(([id]) => id))).map((article) => [article.id, article]),
    );
    const isMuted = createMuting(wish.muted);
    const topics = wish.topics.map((topic) => createMuting([topic]));
    const updates: Update[] = [];
    for (const [id, toldHash] of looked) {
      const article = articles.get(id);
      if (article === undefined || article.contentHash === toldHash) continue;
      if (article.body.length > LONGEST_CHANGED || isMuted(article)) continue;
      if (topics.length > 0 && !topics.some((isOn) => isOn(article))) continue;
      const update = await findUpdate(article, toldHash, wish);
      if (update !== null) updates.push(update);
      if (updates.length === MOST_UPDATES[wish.length]) break;
    }
    return updates;
  }

  const listChanged: UpdateFinder['listChanged'] = ({ span }) => {
    if (span === undefined) return Promise.resolve(new Set());
    const { from, to } = span;
    return rememberSpan(
      `${from} ${to}`,
      async () =>
        new Set(await store.listChanged({ after: from - CHANGED_AGAIN, upTo: to, limit: MOST_CHANGED })),
    );
  };

  return {
    listChanged,
    async tell(told, wish) {
      if (told.size === 0) return [];
      const looked: [string, string | null][] = [];
      for (const id of await listChanged(wish)) {
        const known = told.get(id);
        if (known !== undefined) looked.push([id, known.contentHash]);
        if (looked.length === Math.min(told.size, MOST_TOLD)) break;
      }
      const { span, topics, muted, length, language } = wish;
      return remember(JSON.stringify([span, topics, muted, length, language, looked]), () =>
        findUpdates(looked, wish),
      );
    },
  };
}
