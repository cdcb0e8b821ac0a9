import { buildEdition, type EditionRequest } from '../digest/build-edition.ts';
import type { EditionKeeper } from '../digest/keep-editions.ts';
import { dayOf } from '../digest/resolve-window.ts';
import type { DigestOutput } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { Clock } from '../ports/clock.ts';
import type { Chat, PlatformStore } from '../ports/platform-store.ts';
import type { Store } from '../ports/store.ts';
import type { Delivery, Subscription } from '../ports/subscription-store.ts';
import { DEFAULT_SETTINGS } from './chat-settings.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What a first digest tells of; more where it is long since it was wished for. */
const FIRST_SPAN = DAY;
/** After a longer silence a digest tells of the last week. */
const LONGEST_SPAN = 7 * DAY;
/** An article that is first seen long after it was published is no news. */
const OLDEST_NEWS = 3 * DAY;
/** A publisher's clock, or a day without a time, may be ahead of ours. */
const AHEAD = 2 * DAY;
/** An import is seen at its beginning and there at its end: what came in meanwhile is looked at again, and told once. */
const SEEN_AGAIN = HOUR;
/** Editions that are remembered, so that a thousand chats of the same wish build and read one. */
const MOST_REMEMBERED = 64;
const REMEMBERED_FOR = 10 * 60_000;

/** What a delivery comes to. */
export type ComposedDigest =
  | {
      kind: 'digest' | 'empty';
      /** Without what the chat was told of before. */
      output: DigestOutput;
      subscription: Subscription;
      chat: Pick<Chat, 'settings' | 'language'>;
      /** What is new to the chat. */
      articleIds: string[];
      coveredTo: number;
    }
  | { kind: 'skipped'; reason: string };

/** Makes the digest of a delivery: what is new since the subscription's last, built once for all that wish the same. */
export function createDigestDesk({
  store,
  platforms,
  editions,
  clock,
}: {
  store: Store;
  platforms: Pick<PlatformStore, 'chats' | 'subscriptions' | 'deliveries'>;
  editions: EditionKeeper;
  clock: Clock;
}) {
  const remembered = new Map<string, { edition: Promise<DigestOutput>; until: number }>();

  function findEdition(request: Omit<EditionRequest, 'createdAt'>): Promise<DigestOutput> {
    const now = clock.now();
    const key = JSON.stringify(request);
    const known = remembered.get(key);
    if (known !== undefined && known.until > now) return known.edition;
    const createdAt = new Date(now).toISOString();
    const edition = buildEdition({ store, editions }, { ...request, createdAt });
    remembered.delete(key);
    for (const oldest of [...remembered.keys()].slice(0, Math.max(0, remembered.size - MOST_REMEMBERED + 1)))
      remembered.delete(oldest);
    remembered.set(key, { edition, until: now + REMEMBERED_FOR });
    // One that failed is made anew by the next that asks.
    edition.catch(() => remembered.delete(key));
    return edition;
  }

  return {
    /** `language`: of a chat that has none of its own. Rejects where the store does: it is tried again then. */
    async compose(
      delivery: Delivery,
      { language: fallback }: { language: ReaderLanguage },
    ): Promise<ComposedDigest> {
      const subscription = await platforms.subscriptions.find(delivery.subscription);
      if (subscription === null) return { kind: 'skipped', reason: 'unsubscribed' };
      const known = await platforms.chats.find({ platform: delivery.platform, chat: delivery.chat });
      const chat = { settings: known?.settings ?? DEFAULT_SETTINGS, language: known?.language ?? null };
      const language = (chat.language ?? fallback) as ReaderLanguage;
      // Sent once more it is what it was.
      const sent = delivery.edition === null ? null : await store.findEdition({ id: delivery.edition });
      const request = { ...requestOf(subscription, delivery, chat), language };
      const whole = sent?.output ?? (await findEdition(request));
      const output = await withoutTold(whole, delivery);
      const articleIds = output.sections.flatMap(({ stories }) =>
        stories.flatMap(({ articles }) => articles.map(({ id }) => id)),
      );
      const kind = articleIds.length === 0 ? 'empty' : 'digest';
      return { kind, output, subscription, chat, articleIds, coveredTo: delivery.slot.at };
    },
  };

  async function withoutTold(output: DigestOutput, delivery: Delivery): Promise<DigestOutput> {
    const ids = output.sections.flatMap(({ stories }) =>
      stories.flatMap(({ articles }) => articles.map(({ id }) => id)),
    );
    const told = await platforms.deliveries.findTold(delivery, ids);
    for (const [id, by] of told) if (by === delivery.id) told.delete(id);
    if (told.size === 0) return output;
    const sections = output.sections
      .map(({ topic, stories }) => ({
        topic,
        stories: stories.filter(({ articles }) => articles.some(({ id }) => !told.has(id))),
      }))
      .filter(({ stories }) => stories.length > 0);
    const stories = sections.reduce((sum, section) => sum + section.stories.length, 0);
    const articles = Math.max(stories, output.coverage.articles - told.size);
    const sources = Math.min(output.coverage.sources, articles);
    return { ...output, sections, coverage: { ...output.coverage, articles, sources, stories } };
  }
}

export type DigestDesk = ReturnType<typeof createDigestDesk>;

/** What the digest of a slot is made of. */
export function requestOf(
  { topics, muted, schedule, coveredTo, createdAt }: Subscription,
  { slot }: Pick<Delivery, 'slot'>,
  { settings }: Pick<Chat, 'settings'>,
): Omit<EditionRequest, 'createdAt' | 'language'> {
  const to = slot.at;
  const isFirst = coveredTo === null;
  // A first one that was held or failed before is told again; in whole hours, so that many share one edition.
  const since = isFirst ? Math.min(to - FIRST_SPAN, Math.floor(createdAt / HOUR) * HOUR) : coveredTo;
  const from = Math.min(to, Math.max(since, to - LONGEST_SPAN));
  const { zone } = schedule;
  const [oldest, newest] = [isFirst ? from : from - OLDEST_NEWS, to + AHEAD];
  return {
    window: {
      from: oldest,
      to: newest,
      // A day belongs with its hours; the day after its last is out.
      fromDay: dayOf(oldest, zone),
      toDay: dayOf(newest + DAY, zone),
    },
    span: { from, to },
    seen: { after: isFirst ? 0 : from - SEEN_AGAIN, upTo: to },
    topics: topics.length > 0 ? topics : settings.topics,
    muted: [...new Set([...settings.muted, ...muted])],
    length: settings.length ?? 'standard',
    isPosted: true,
  };
}
