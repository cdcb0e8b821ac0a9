import { z } from 'zod';
import { articlesOfPost, describeCorrected, isPostFallen } from '../../commands/correct-post.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import { storyLength } from '../../core/digest/build-edition.ts';
import type { Article } from '../../core/model/article.ts';
import type { PlatformStore } from '../../core/ports/platform-store.ts';
import type { Post } from '../../core/ports/post-store.ts';
import type { Store } from '../../core/ports/store.ts';
import type { SummaryLength } from '../../core/summary/summarise-article.ts';
import type { AnswerPlan } from './answer-plan.ts';
import type { CallFailure } from './call-result.ts';
import { correctContent } from './correct-content.ts';
import { createDelivery, type PartPort } from './deliver-answer.ts';
import { createKeepTrying } from './keep-trying.ts';
import { createLoopTurns } from './lanes.ts';
import { createRevisionLook } from './look-for-revisions.ts';
import type { PlatformLog } from './platform-log.ts';
import { type DigestContent, readContent, writeContent } from './post-content.ts';
import { runWhenWoken } from './run-when-woken.ts';
import type { Timers } from './send-queue.ts';
import { createEventWork } from './work-events.ts';

/** Which articles their sources have changed, and what they say now. */
export type RevisedArticles = Pick<Store, 'listRevised' | 'findArticles'>;

/** Corrects the posts of one platform whose articles say something else by now, each once for a revision. */
export interface PostCorrections {
  /** Goes on with what an earlier process left. */
  resume(): Promise<void>;
  /** Articles may have been revised, or posts sent. */
  wake(): void;
  stop(): Promise<void>;
}

/** Milliseconds for which a post is corrected. */
const CORRECTED_WITHIN = 24 * 3_600_000;
const MOST_OPEN = 500;

const eventSchema = z.object({ chat: z.string(), message: z.string() });

export function createPostCorrections<Part, Failure extends CallFailure>({
  platform,
  account,
  store,
  revisions,
  port,
  readPlan,
  plan,
  adapt,
  log,
  now,
  after,
  signal,
}: {
  platform: string;
  /** The bot's. */
  account: string;
  store: Pick<PlatformStore, 'chats' | 'events' | 'conversations' | 'deliveries' | 'posts' | 'notes'>;
  revisions: RevisedArticles;
  port: PartPort<Part, Failure>;
  readPlan(text: string): AnswerPlan<Part> | null;
  /** The edit after which a post says these blocks; null where they don't fit in one message. */
  plan(post: Pick<Post, 'chat' | 'message'>, blocks: readonly Block[]): Promise<Part | null>;
  /** Another form of an edit that was refused; null for none. A message that is gone is left alone. */
  adapt(part: Part, failure: Failure): Part | null;
  log: PlatformLog;
  now: () => number;
  after: Timers['after'];
  signal: AbortSignal;
}): PostCorrections {
  const { posts, chats, deliveries } = store;
  const ledger = `${account}/corrections`;

  const delivery = createDelivery<Part, Failure>({
    account: ledger,
    priority: 'digest',
    port: {
      platform: port.platform,
      queueOf: port.queueOf,
      chatOf: port.chatOf,
      call: port.call,
      async adapt(rest, failure) {
        const adapted = rest[0] === undefined ? null : adapt(rest[0], failure);
        return adapted === null ? null : [adapted];
      },
      // What may be edited says nothing of what may be posted.
      onSent: async () => {},
      onRefused: async () => {},
    },
    ...{ store, log, now },
    keepTrying: createKeepTrying({ after, signal, log }),
    onFinished: async (_id, { correction }) =>
      correction === undefined
        ? undefined
        : posts.correct({ platform, chat: correction.chat, message: correction.message }, correction),
  });

  const work = createEventWork<{ chat: string; message: string }, Part>({
    account: ledger,
    ...{ store, delivery, readPlan, log, now, after, signal },
    answeredFor: CORRECTED_WITHIN,
    mostOpen: MOST_OPEN,
    onGivenUp: async () => {},
    readEvent: (body) => eventSchema.safeParse(JSON.parse(body)).data ?? null,
    answerer: {
      async answer(key) {
        const post = await posts.find({ platform, ...key });
        if (post === null || now() - post.sentAt > CORRECTED_WITHIN) return null;
        const due = await deliveries.find(post.delivery);
        const chat = due === null ? null : await chats.find({ platform, chat: due.chat });
        if (chat?.paused) {
          log.debug({ ...key, paused: chat.paused }, 'a post waits for its correction: its chat is paused');
          // It may be back within the day.
          return 'later';
        }
        const content = await findContent(post.content);
        if (content === null) return null;
        return planCorrection(post, content, {
          at: now(),
          length: storyLength(chat?.settings.length ?? 'standard'),
        });
      },
      acknowledge: () => {},
      // The same edit twice is one.
      settleDoubt: async () => 'again',
    },
  });

  async function planCorrection(
    post: Post,
    content: DigestContent,
    { at, length }: { at: number; length: SummaryLength },
  ): Promise<AnswerPlan<Part> | null> {
    const { chat, message } = post;
    const corrected = await correctContent(content, {
      ...{ at, length, articles: await findArticles(content.blocks) },
      plan: (blocks) => plan(post, blocks),
    });
    if (corrected === 'does-not-fit')
      log.warn(
        { chat, message },
        'a post can not be corrected: what it has to say does not fit in its place',
      );
    if (corrected === null || corrected === 'does-not-fit') return null;
    const said = writeContent(corrected.content, articlesOfPost(content.blocks));
    await posts.keepContents([said], now());
    return {
      parts: [corrected.planned],
      exchange: null,
      correction: {
        ...{ chat, message, at },
        content: said.key,
        stories: corrected.stories.map(describeCorrected),
      },
    };
  }

  async function findArticles(blocks: readonly Block[]): Promise<Map<string, Article>> {
    const found = await revisions.findArticles(articlesOfPost(blocks));
    return new Map(found.map((article) => [article.id, article]));
  }

  async function findContent(key: string): Promise<DigestContent | null> {
    const text = await posts.findContent(key);
    const content = text === null ? null : readContent(text);
    if (text !== null && content === null) log.error({ content: key }, 'what a post says can not be read');
    return content;
  }

  const revisionLook = createRevisionLook({
    ...{ platform, posts, revisions, notes: store.notes },
    name: `corrections:${account}`,
    turn: createLoopTurns(),
  });

  const look = runWhenWoken({
    async run() {
      // Chats of the same digest share a content: it is compared once for all of them.
      const fallen = new Map<string, Promise<boolean>>();
      for await (const found of revisionLook.look({ since: now() - CORRECTED_WITHIN })) {
        const due: Post[] = [];
        for (const post of found.posts) {
          const known = fallen.get(post.content) ?? isFallen(post.content);
          fallen.set(post.content, known);
          if (await known) due.push(post);
        }
        if (due.length === 0) continue;
        await work.waitForRoom();
        if (signal.aborted) return;
        await work.receive(
          due.map(({ chat, message }) => ({
            id: `${chat}/${message}#${found.revision}`,
            lane: chat,
            event: { chat, message },
          })),
        );
      }
    },
    failure: 'posts to be corrected could not be read; trying again',
    ...{ log, after, signal },
  });

  async function isFallen(key: string): Promise<boolean> {
    const content = await findContent(key);
    return content !== null && isPostFallen(content.blocks, await findArticles(content.blocks));
  }

  return {
    async resume() {
      await work.resume();
      look.wake();
    },
    wake: look.wake,
    async stop() {
      await work.stop();
      await look.whenIdle();
    },
  };
}
