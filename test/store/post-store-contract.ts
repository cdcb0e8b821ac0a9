import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlatformStore } from '../../src/core/ports/platform-store.ts';
import type { Post } from '../../src/core/ports/post-store.ts';
import { buildDelivery, buildSubscription } from '../build-subscription.ts';
import { openForEach } from './open-for-each.ts';

/** What every store promises of posts. `createStore` gives an empty one; the suite closes it. */
export function describePostStoreContract(
  name: string,
  createStore: () => Promise<{ platforms: PlatformStore; close(): Promise<void> }>,
): void {
  describe(name, () => {
    let store: PlatformStore;
    openForEach(createStore, ({ platforms }) => {
      store = platforms;
    });

    const DAY = 86_400_000;
    const post = (given: Partial<Post> = {}): Post => ({
      ...{ platform: 'telegram', chat: '1', message: '5', delivery: 'd', content: 'k', sentAt: 100 },
      ...given,
    });
    const keepContent = (key: string, articleIds: string[], at = 100) =>
      store.posts.keepContents([{ key, text: `text of ${key}`, articleIds }], at);
    const listTelling = (articleId: string, query: { after?: number; since?: number; limit?: number } = {}) =>
      store.posts.listTelling({
        ...{ platform: 'telegram', articleId, after: 0, since: 0, limit: 10 },
        ...query,
      });
    const forget = (posts: number, texts = posts) => store.posts.forget({ texts, posts }, 2);

    it('keeps what posts say, and which messages say it', async () => {
      await keepContent('k', ['a', 'b']);
      await store.posts.keep(post());
      assert.equal(await store.posts.findContent('k'), 'text of k');
      assert.equal(await store.posts.findContent('l'), null);
      assert.deepEqual(await store.posts.find(post()), post());
      assert.equal(await store.posts.find(post({ chat: '2' })), null);
    });

    it('lists the posts that tell of an article, in their order, after a number and since a time', async () => {
      await keepContent('k', ['a']);
      await keepContent('l', ['a', 'b']);
      const sent = [
        post({ message: '1' }),
        post({ message: '2', content: 'l', sentAt: 200 }),
        post({ message: '3', chat: '9', sentAt: 300 }),
      ];
      for (const each of [...sent, post({ message: '4', platform: 'discord' })]) await store.posts.keep(each);
      const all = await listTelling('a');
      assert.deepEqual(
        all.map((found) => found.post),
        sent,
      );
      const [first] = await listTelling('a', { limit: 1 });
      assert.deepEqual(first?.post, sent[0]);
      assert.deepEqual(await listTelling('a', { after: first?.number ?? 0, since: 300 }), all.slice(2));
      assert.deepEqual(await listTelling('b'), all.slice(1, 2));
      assert.deepEqual(await listTelling('c'), []);
    });

    it('lists the posts of a delivery, the newest first, with what they tell of', async () => {
      await keepContent('k', ['a']);
      await keepContent('l', ['b']);
      await store.posts.keep(post({ message: '1' }));
      await store.posts.keep(post({ message: '2', content: 'l' }));
      await store.posts.keep(post({ message: '3', delivery: 'e' }));
      const listed = await store.posts.listOf('d');
      assert.deepEqual(
        listed.map(({ message, articleIds }) => [message, articleIds]),
        [
          ['2', ['b']],
          ['1', ['a']],
        ],
      );
    });

    it('corrects a post: it says something else, and its delivery tells so', async () => {
      const subscription = buildSubscription({ id: 'd' });
      const delivery = buildDelivery(subscription);
      await store.subscriptions.add(subscription);
      await store.deliveries.claim(delivery, { expected: subscription.next, next: { at: 9, key: 'n' } });
      await keepContent('k', ['a']);
      await keepContent('l', ['a']);
      await store.posts.keep(post({ delivery: delivery.id }));
      const [before] = await listTelling('a');
      const stories = [{ articleIds: ['a'], headline: 'H', sentences: ['S.'] }];
      assert.ok(await store.posts.correct(post(), { content: 'l', stories, at: 700 }));
      const [after] = await listTelling('a');
      assert.deepEqual(after, { number: before?.number, post: { ...before?.post, content: 'l' } });
      assert.equal((await store.deliveries.find(delivery.id))?.correctedAt, 700);
      assert.deepEqual(await store.posts.listCorrections(delivery.id), [
        { chat: '1', message: '5', at: 700, stories },
      ]);
      assert.equal(
        await store.posts.correct(post({ message: '6' }), { content: 'l', stories, at: 1 }),
        false,
      );
    });

    it('forgets what posts say first, then the posts, then what they told of, in batches', async () => {
      for (const key of ['k', 'l', 'm']) await keepContent(key, ['a'], DAY);
      for (const [message, content] of [
        ['1', 'k'],
        ['2', 'l'],
        ['3', 'm'],
      ] as const)
        await store.posts.keep(post({ message, content, sentAt: 2 * DAY }));
      await store.posts.correct(post({ message: '1' }), { content: 'k', stories: [], at: 2 * DAY });
      assert.ok(await forget(DAY, DAY));
      assert.equal(await forget(DAY, DAY + 1), false);
      const texts = await Promise.all(['k', 'l', 'm'].map((key) => store.posts.findContent(key)));
      assert.equal(texts.filter((text) => text === null).length, 2, 'at most so many at once');
      while (!(await forget(DAY, DAY + 1)));
      assert.equal(await store.posts.findContent('m'), null);
      assert.equal((await listTelling('a')).length, 3);
      while (!(await forget(2 * DAY + 1)));
      assert.deepEqual(await store.posts.listOf('d'), []);
      assert.deepEqual(await store.posts.listCorrections('d'), []);
      await store.posts.keep(post({ content: 'k' }));
      assert.equal((await listTelling('a')).length, 1, 'a post that was sent later would be found');
      while (!(await forget(4 * DAY)));
      await store.posts.keep(post({ content: 'k' }));
      assert.deepEqual(await listTelling('a'), []);
    });

    it('forgets the posts of a chat whose messages are another’s', async () => {
      await store.posts.keep(post());
      await store.chats.change({ platform: 'telegram', chat: '1' }, { language: 'en' });
      await store.chats.rename({ platform: 'telegram', chat: '1' }, '2');
      assert.equal(await store.posts.find(post()), null);
    });
  });
}
