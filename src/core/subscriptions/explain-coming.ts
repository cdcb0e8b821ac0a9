import { chooseStories } from '../digest/build-edition.ts';
import { findEditionArticles } from '../digest/find-edition-articles.ts';
import type { Article } from '../model/article.ts';
import type { Clock } from '../ports/clock.ts';
import type { PlatformStore } from '../ports/platform-store.ts';
import type { Store } from '../ports/store.ts';
import type { Delivery, Subscription, Target, Told } from '../ports/subscription-store.ts';
import type { Slot } from '../schedule/schedule.ts';
import { DEFAULT_SETTINGS } from './chat-settings.ts';
import { requestOf } from './compose-digest.ts';
import { type ArticleVerdict, explainArticle } from './explain-article.ts';
import { createUpdateFinder } from './find-updates.ts';

/** What a chat's digests make of an article. */
export type ArticleExplanation =
  /** A digest told of it; a delivery is null where it is no longer kept. */
  | {
      kind: 'told';
      delivery: Delivery | null;
      /** The last one that told what was new in it since; absent where none did. */
      updatedBy?: Delivery | null;
      /** It has changed since it was told of last; `coming`: the next digest that tells what is new, null where none does. */
      change?: { coming: { subscription: Subscription; slot: Slot } | null };
    }
  /** What the coming digest of each subscription makes of it, as things are now; none where nothing is subscribed. */
  | {
      kind: 'untold';
      subscriptions: { subscription: Subscription; slot: Slot; verdict: ArticleVerdict }[];
    };

export interface ArticleExplainer {
  /** Null where there is no such article. */
  why(target: Target, articleId: string): Promise<ArticleExplanation | null>;
}

export function createArticleExplainer({
  store,
  platforms: { chats, subscriptions, deliveries },
  clock,
}: {
  store: Store;
  platforms: Pick<PlatformStore, 'chats' | 'subscriptions' | 'deliveries'>;
  clock: Clock;
}): ArticleExplainer {
  /** The first of the chat's coming digests that tells what is new in an article since it was told of. */
  async function findComingUpdate(
    { platform, chat, thread }: Target,
    article: Article,
    told: Told,
  ): Promise<{ subscription: Subscription; slot: Slot } | null> {
    // One of its own, which remembers nothing: an explanation is of how things are now.
    const updateFinder = createUpdateFinder({ store, clock });
    const settings = (await chats.find({ platform, chat }))?.settings ?? DEFAULT_SETTINGS;
    const all = await subscriptions.list({ platform, chat, thread });
    for (const subscription of all.toSorted((one, other) => one.next.at - other.next.at)) {
      const slot = subscription.next;
      // What is said is the same in every language.
      const wish = { ...requestOf(subscription, { slot }, { settings }), language: 'en' as const };
      const [update] = await updateFinder.tell(new Map([[article.id, told]]), wish);
      if (update !== undefined) return { subscription, slot };
    }
    return null;
  }

  async function explainTold(target: Target, article: Article, told: Told): Promise<ArticleExplanation> {
    const { delivery, updatedBy, contentHash } = told;
    // Of what was told before texts were told apart, nothing but a revision says that it changed.
    const isChanged =
      contentHash === null
        ? (await store.findRevisions(article.id)).length > 0
        : contentHash !== article.contentHash;
    return {
      ...{ kind: 'told', delivery: await deliveries.find(delivery) },
      ...(updatedBy === null ? {} : { updatedBy: await deliveries.find(updatedBy) }),
      ...(isChanged ? { change: { coming: await findComingUpdate(target, article, told) } } : {}),
    };
  }

  return {
    async why(target, articleId) {
      const { platform, chat, thread } = target;
      const [article] = await store.findArticles([articleId]);
      if (article === undefined) return null;
      const told = (await deliveries.findTold({ platform, chat, thread }, [articleId])).get(articleId);
      if (told !== undefined) return explainTold(target, article, told);
      const settings = (await chats.find({ platform, chat }))?.settings ?? DEFAULT_SETTINGS;
      const explained = [];
      for (const subscription of await subscriptions.list({ platform, chat, thread })) {
        const slot = subscription.next;
        const request = requestOf(subscription, { slot }, { settings });
        const { articles } = await findEditionArticles({ store }, request);
        const chosen = chooseStories(articles, request.length).flatMap((section) => section.chosen);
        const verdict = explainArticle(article, { request, found: idsOf(articles), chosen: idsOf(chosen) });
        explained.push({ subscription, slot, verdict });
      }
      return { kind: 'untold', subscriptions: explained };
    },
  };
}

function idsOf(articles: readonly { id: string }[]): Set<string> {
  return new Set(articles.map(({ id }) => id));
}
