import type { TestContext } from 'node:test';
import { createEditionKeeper } from '../../../src/core/digest/keep-editions.ts';
import type { Article } from '../../../src/core/model/article.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import type { Delivery, Subscription } from '../../../src/core/ports/subscription-store.ts';
import { makeDelivery } from '../../../src/core/subscriptions/claim-slots.ts';
import { type ComposedDigest, createDigestDesk } from '../../../src/core/subscriptions/compose-digest.ts';
import type { Editor } from '../../../src/core/writing/editor.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildArticle } from '../../build-article.ts';
import { buildSubscription } from '../../build-subscription.ts';
import { createManualClock } from '../../servers/create-manual-clock.ts';

/** A desk on a store of its own, with a clock that the test moves; the store ends with the test. */
export async function openDesk(test: TestContext, start: number, editor: Editor | null = null) {
  const clock = createManualClock(start);
  const store = await createSqliteStore({ path: ':memory:', now: clock.now });
  test.after(() => store.close());
  const { platforms } = store;
  /** Of the store's methods, how often each was called. */
  const counts = new Map<keyof Store, number>();
  const failing = new Set<keyof Store>();
  const counted = new Proxy<Store>(store, {
    get(target, name: keyof Store) {
      const method = target[name];
      return (...values: unknown[]) => {
        counts.set(name, (counts.get(name) ?? 0) + 1);
        if (failing.delete(name)) return Promise.reject(new Error('the disk is full'));
        return Reflect.apply(method, target, values);
      };
    },
  });
  const editions = createEditionKeeper({
    store: counted,
    onUnsaved(error) {
      throw error;
    },
  });
  const desk = createDigestDesk({ store: counted, platforms, editions, editor, clock });

  async function claim(id: string): Promise<Delivery> {
    const subscription = await platforms.subscriptions.find(id);
    if (subscription === null) throw new Error(`no subscription ${id}`);
    const made = makeDelivery(subscription, { chat: null, now: clock.now() });
    if (made === null) throw new Error('nothing is due');
    const options = { expected: subscription.next, next: made.next };
    if (!(await platforms.deliveries.claim(made.delivery, options)))
      throw new Error('it was claimed already');
    return made.delivery;
  }

  return {
    ...{ clock, store, platforms, desk, claim },
    count: (name: keyof Store) => counts.get(name) ?? 0,
    /** The next call of a method rejects. */
    failOnce: (name: keyof Store) => failing.add(name),
    async subscribe(given: Partial<Subscription> = {}) {
      const subscription = buildSubscription(given);
      await platforms.subscriptions.add(subscription);
      return subscription;
    },
    /** First seen when it is taken in, and published then unless it says otherwise. */
    async takeIn(title: string, given: Partial<Article> = {}) {
      const now = new Date(clock.now()).toISOString();
      const body = given.body ?? `${title}。今天共有${title.length}件事，报道说得很清楚。`;
      const article = buildArticle({ publishedAt: now, ...given, title, body, firstSeenAt: now });
      const { stored } = await store.importArticles({ source: 'test', articles: [article] });
      if (stored.length !== 1) throw new Error(`it was not taken in: ${title}`);
    },
    /** An article as its source has it now, known again by its id. */
    async change(id: string, body: string, given: Partial<Article> = {}) {
      const [stored] = await store.findArticles([id]);
      if (stored === undefined) throw new Error(`there is no ${id}`);
      const { title, publisher, url, publishedAt, hashtags } = stored;
      const now = new Date(clock.now()).toISOString();
      const kept = { id, title, publisher, url, publishedAt, hashtags, provenance: stored.provenance };
      const article = buildArticle({ ...kept, ...given, body, firstSeenAt: now });
      const { revised } = await store.importArticles({ source: 'test', articles: [article] });
      if (revised.length !== 1) throw new Error(`it was not changed: ${id}`);
    },
    /** The digest of the slot that is due now, as the platforms do it: claimed, made and ended as sent. */
    async deliver(id = 'subscription'): Promise<ComposedDigest> {
      const delivery = await claim(id);
      const composed = await desk.compose(delivery, { language: 'zh-Hans' });
      if (composed.kind !== 'skipped') {
        const { coveredTo, articleIds, contentHashes, output } = composed;
        const state = composed.kind === 'digest' ? 'sent' : 'empty';
        const edition = state === 'sent' ? output.edition.id : null;
        const told = { state, edition, coveredTo, articleIds, contentHashes } as const;
        await platforms.deliveries.end(delivery.id, told, clock.now());
      }
      return composed;
    },
  };
}

/** What a digest tells, by the titles of its articles. */
export function titlesOf(composed: ComposedDigest): string[] {
  if (composed.kind === 'skipped') return [];
  return composed.output.sections
    .flatMap(({ stories }) => stories.flatMap(({ articles }) => articles.map(({ title }) => title)))
    .sort();
}
