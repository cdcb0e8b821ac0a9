import { join } from 'node:path';
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

/** Subscriptions of one slot each, every chat one to each of the slots, and for every slot stories that only it tells of. */
export async function stageSubscriptions({
  dataDirectory,
  chats,
  slots,
  stories,
}: {
  dataDirectory: string;
  chats: StagedChats;
  /** Whole minutes, epoch milliseconds, of the hours that follow or went by. */
  slots: readonly number[];
  stories: number;
}): Promise<void> {
  const store = await createSqliteStore({ path: join(dataDirectory, 'jianbao.db'), now: Date.now });
  try {
    const seen = new Date(Math.min(Date.now(), ...slots) - MINUTE);
    const articles = slots.flatMap((_, slot) =>
      Array.from({ length: stories }, (_, story) =>
        buildArticle({
          title: nameStory(slot, story),
          body: Array.from(
            { length: 4 },
            (_, sentence) =>
              `关于${topicOf(slot)}的${story}号消息第${sentence}句说得很清楚，${'现场有很多人参加活动，'.repeat(4)}一共来了${100 + story * 10 + sentence}人。`,
          ).join(''),
          hashtags: [topicOf(slot)],
          publishedAt: new Date(seen.getTime() - story * MINUTE).toISOString(),
          firstSeenAt: seen.toISOString(),
        }),
      ),
    );
    const { stored } = await store.importArticles({ source: 'staged', articles });
    if (stored.length !== articles.length) throw new Error('some stories were taken for the same');
    const wishes = Object.entries(chats).flatMap(([platform, ids]: [string, string[]]) =>
      ids.flatMap((chat) => slots.map((at, slot) => stageWish({ platform, chat, at, slot }))),
    );
    const added = await Promise.all(wishes.map((wish) => store.platforms.subscriptions.add(wish)));
    if (added.includes(false)) throw new Error('a subscription is there twice');
  } finally {
    await store.close();
  }
}

function stageWish({
  platform,
  chat,
  at,
  slot,
}: {
  platform: string;
  chat: string;
  at: number;
  slot: number;
}): Subscription {
  const key = new Date(at).toISOString().slice(0, 16);
  return buildSubscription({
    id: subscriptionOf(platform, chat, slot),
    ...{ platform, chat },
    schedule: { times: [Math.floor(at / MINUTE) % 1440], weekdays: [], zone: 'Etc/UTC' },
    topics: [topicOf(slot)],
    createdAt: at - MINUTE,
    next: { at, key },
  });
}

export function subscriptionOf(platform: string, chat: string, slot: number): string {
  return `${platform}-${chat}-${slot}`;
}

const topicOf = (slot: number): string => `题目${'甲乙丙丁戊'.charAt(slot)}`;
const nameStory = (slot: number, story: number): string => `${topicOf(slot)}第${story}条报道`;

/** The stories that a text tells of, as they follow each other. */
export function readStories(text: string): { slot: number; story: number }[] {
  return [...text.matchAll(/题目([甲乙丙丁戊])第(\d+)条报道/g)].map(([, slot = '', story]) => ({
    slot: '甲乙丙丁戊'.indexOf(slot),
    story: Number(story),
  }));
}

export interface ToldSlot {
  /** Messages that came once more. */
  repeated: number;
  /** Stories that never came. */
  missing: number;
  /** Every story came after those before it. */
  isInOrder: boolean;
}

/** What a chat was told of a slot by its messages, in the order in which they came. */
export function judgeSlot(texts: readonly string[], slot: number, stories: number): ToldSlot {
  const parts = texts.filter((text) => readStories(text).some((story) => story.slot === slot));
  const once = [...new Set(parts)];
  const told = once.flatMap((text) => readStories(text).filter((each) => each.slot === slot));
  const numbers = [...new Set(told.map(({ story }) => story))];
  return {
    repeated: parts.length - once.length,
    missing: stories - numbers.length,
    isInOrder: numbers.every((number, index) => number === index || numbers.length < stories),
  };
}
