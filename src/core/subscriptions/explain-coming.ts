import { chooseStories } from '../digest/build-edition.ts';
import { findEditionArticles } from '../digest/find-edition-articles.ts';
import type { PlatformStore } from '../ports/platform-store.ts';
import type { Store } from '../ports/store.ts';
import type { Delivery, Subscription, Target } from '../ports/subscription-store.ts';
import type { Slot } from '../schedule/schedule.ts';
import { DEFAULT_SETTINGS } from './chat-settings.ts';
import { requestOf } from './compose-digest.ts';
import { type ArticleVerdict, explainArticle } from './explain-article.ts';

/** What a chat's digests make of an article. */
export type ArticleExplanation =
  /** A digest told of it; `delivery` is null where it is no longer kept. */
  | { kind: 'told'; delivery: Delivery | null }
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
}: {
  store: Store;
  platforms: Pick<PlatformStore, 'chats' | 'subscriptions' | 'deliveries'>;
}): ArticleExplainer {
  return {
    async why({ platform, chat, thread }, articleId) {
      const [article] = await store.findArticles([articleId]);
      if (article === undefined) return null;
      const told = (await deliveries.findTold({ platform, chat, thread }, [articleId])).get(articleId);
      if (told !== undefined) return { kind: 'told', delivery: await deliveries.find(told) };
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
