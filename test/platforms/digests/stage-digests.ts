import { join } from 'node:path';
import type { Store } from '../../../src/core/ports/store.ts';
import type { Subscription } from '../../../src/core/ports/subscription-store.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildArticle } from '../../build-article.ts';
import { buildSubscription } from '../../build-subscription.ts';
import type { DiscordServer } from '../../servers/discord/discord-server.ts';
import type { TelegramServer } from '../../servers/telegram/start-telegram-server.ts';

const MINUTE = 60_000;
const FIRST_PERSON = 100_000;
/** Of a server in Discord it allows 500. */
const CHANNELS_OF_GUILD = 400;

export interface StagedChats {
  telegram: string[];
  discord: string[];
}

/** So many chats of each platform: people in Telegram, one in ten a group, and channels of servers in Discord. */
export function stageChats(
  { telegram, discord }: { telegram: TelegramServer; discord: DiscordServer },
  counts: { telegram: number; discord: number },
): StagedChats {
  const people = Array.from({ length: counts.telegram }, (_, index) => {
    const person = FIRST_PERSON + index;
    if (index % 10 === 9) {
      telegram.addChat({ id: -person, type: 'supergroup', title: `G${index}`, members: [] });
      return String(-person);
    }
    telegram.addUser({ id: person, firstName: `P${index}`, languageCode: 'zh-hans' });
    telegram.addChat({ id: person, type: 'private' });
    // They have written before, so that they may be written to; the update is not asked for any more.
    telegram.changeMembership(person, 'member');
    return String(person);
  });
  const owner = discord.addUser({ username: 'owner' });
  let guild = '';
  const channels = Array.from({ length: counts.discord }, (_, index) => {
    if (index % CHANNELS_OF_GUILD === 0) guild = discord.addGuild({ name: `G${index}`, ownerId: owner });
    return discord.addChannel({ guildId: guild, name: `c${index}` });
  });
  return { telegram: people, discord: channels };
}

/** Opens the store of a data folder, closed again when the work is done. */
export async function withStagedStore<Result>(
  dataDirectory: string,
  work: (store: Awaited<ReturnType<typeof createSqliteStore>>) => Promise<Result>,
): Promise<Result> {
  const store = await createSqliteStore({ path: join(dataDirectory, 'jianbao.db'), now: Date.now });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** A subscription for every chat, on everything, with the same slots a day, of which it waits for the first. */
export async function stageSubscriptions({
  dataDirectory,
  chats,
  slots,
}: {
  dataDirectory: string;
  chats: StagedChats;
  /** Whole minutes, epoch milliseconds, of one day. */
  slots: readonly number[];
}): Promise<void> {
  const [at = 0] = slots;
  const wishes = Object.entries(chats).flatMap(([platform, ids]: [string, string[]]) =>
    ids.map(
      (chat): Subscription =>
        buildSubscription({
          id: subscriptionOf(platform, chat),
          ...{ platform, chat },
          schedule: {
            times: slots.map((slot) => Math.floor(slot / MINUTE) % 1440),
            weekdays: [],
            zone: 'Etc/UTC',
          },
          createdAt: at - MINUTE,
          next: { at, key: keyOfSlot(at) },
        }),
    ),
  );
  await withStagedStore(dataDirectory, async ({ platforms }) => {
    const added = await Promise.all(wishes.map((wish) => platforms.subscriptions.add(wish)));
    if (added.includes(false)) throw new Error('a subscription is there twice');
  });
}

/** Takes in the stories that are new at a slot, the first of them the newest. */
export async function importStories(
  store: Pick<Store, 'importArticles'>,
  { slot, at, stories }: { slot: number; at: number; stories: number },
): Promise<void> {
  const seen = at - MINUTE;
  const articles = Array.from({ length: stories }, (_, story) =>
    buildArticle({
      title: `${topicOf(slot)}第${story}条报道`,
      body: Array.from(
        { length: 4 },
        (_, sentence) =>
          `关于${topicOf(slot)}的${story}号消息第${sentence}句说得很清楚，${'现场有很多人参加活动，'.repeat(4)}一共来了${100 + story * 10 + sentence}人。`,
      ).join(''),
      hashtags: [topicOf(slot)],
      publishedAt: new Date(seen - story * MINUTE).toISOString(),
      firstSeenAt: new Date(seen).toISOString(),
    }),
  );
  const { stored, duplicates } = await store.importArticles({ source: 'staged', articles });
  if (stored.length + duplicates.length !== stories) throw new Error('some stories were not taken in');
}

export function subscriptionOf(platform: string, chat: string): string {
  return `${platform}-${chat}`;
}

/** By which a slot of subscriptions in UTC is known. */
export function keyOfSlot(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}

const TOPICS = '甲乙丙丁戊';
const topicOf = (slot: number): string => `题目${TOPICS.charAt(slot)}`;

/** A story by the slot at which it was new and its place there. */
export interface StagedStory {
  slot: number;
  story: number;
}

/** The stories that a text tells of, as they follow each other. */
export function readStories(text: string): StagedStory[] {
  return [...text.matchAll(/题目([甲乙丙丁戊])第(\d+)条报道/g)].map(([, slot = '', story]) => ({
    slot: TOPICS.indexOf(slot),
    story: Number(story),
  }));
}
