import { addUpdates, keyWithUpdates } from '../digest/add-updates.ts';
import { buildEdition, type EditionRequest } from '../digest/build-edition.ts';
import type { EditionKeeper } from '../digest/keep-editions.ts';
import { dayOf } from '../digest/resolve-window.ts';
import type { DigestOutput } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { Clock } from '../ports/clock.ts';
import type { Chat, PlatformStore } from '../ports/platform-store.ts';
import type { Store } from '../ports/store.ts';
import type { Delivery, Subscription, Told } from '../ports/subscription-store.ts';
import type { Editor } from '../writing/editor.ts';
import { DEFAULT_SETTINGS } from './chat-settings.ts';
import { articlesOf, createChatEditions } from './edition-for-chat.ts';
import { createUpdateFinder } from './find-updates.ts';
import { createMemory } from './remember.ts';

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
      /** What is new to the chat, and which text of each article that is, by its id. */
      articleIds: string[];
      contentHashes: Record<string, string>;
      coveredTo: number;
    }
  | { kind: 'skipped'; reason: string };

/** Makes the digest of a delivery: what is new since the subscription's last, built once for all that wish the same. */
export function createDigestDesk({
  store,
  platforms,
  editions,
  editor = null,
  clock,
}: {
  store: Store;
  platforms: Pick<PlatformStore, 'chats' | 'subscriptions' | 'deliveries'>;
  editions: EditionKeeper;
  editor?: Editor | null;
  clock: Clock;
}) {
  const remember = createMemory({ clock, most: MOST_REMEMBERED, lasting: REMEMBERED_FOR });
  const updateFinder = createUpdateFinder({ store, clock });
  const forChat = createChatEditions();

  function findEdition(request: Omit<EditionRequest, 'createdAt'>): Promise<DigestOutput> {
    return remember(JSON.stringify(request), () =>
      buildEdition(
        { store, editions, editor, now: clock.now },
        { ...request, createdAt: new Date(clock.now()).toISOString() },
      ),
    );
  }

  /** The edition with what is new in articles that the chat was told of: another edition, which others like it share. */
  async function withUpdates(
    whole: DigestOutput,
    told: ReadonlyMap<string, Told>,
    request: Omit<EditionRequest, 'createdAt'>,
  ): Promise<DigestOutput> {
    const updates = await updateFinder.tell(told, request);
    if (updates.length === 0) return whole;
    const key = keyWithUpdates(whole, updates);
    return remember(key, async () => {
      const made = await editions.find(key);
      if (made !== null) return made;
      const id = key.slice(0, 12);
      const output = addUpdates(whole, updates, { id, language: request.language });
      await editions.store({ id, key, createdAt: new Date(clock.now()).toISOString(), output });
      return output;
    });
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
      const { findTold } = platforms.deliveries;
      const told = await findTold(
        delivery,
        articlesOf(whole).map(({ id }) => id),
      );
      const changed = sent === null ? await updateFinder.listChanged(request) : new Set<string>();
      const toldBefore = changed.size === 0 ? new Map<string, Told>() : await findTold(delivery, changed);
      const edition = await withUpdates(whole, toldBefore, request);
      const output = forChat(edition, new Map([...told, ...toldBefore]), delivery.id);
      const articles = articlesOf(output);
      return {
        kind: articles.length === 0 ? 'empty' : 'digest',
        ...{ output, subscription, chat, coveredTo: delivery.slot.at },
        articleIds: articles.map(({ id }) => id),
        contentHashes: Object.fromEntries(
          articles.flatMap(({ id, contentHash }) => (contentHash === undefined ? [] : [[id, contentHash]])),
        ),
      };
    },
  };
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
