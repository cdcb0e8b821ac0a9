import type { Schema } from './migrate.ts';
import { articlesTopicsEditions } from './migrations/articles/0001-articles-topics-editions.ts';
import { platforms } from './migrations/articles/0002-platforms.ts';
import { platformsMoved } from './migrations/articles/0003-platforms-moved.ts';
import { revisions } from './migrations/articles/0004-revisions.ts';
import { model } from './migrations/articles/0005-model.ts';
import { sources } from './migrations/articles/0006-sources.ts';
import { fullText } from './migrations/articles/0007-full-text.ts';
import { pageSources } from './migrations/articles/0008-page-sources.ts';
import { embeddings } from './migrations/articles/0009-embeddings.ts';
import { pushes } from './migrations/articles/0010-pushes.ts';
import { sourceFiles } from './migrations/articles/0011-source-files.ts';
import { passageVectors } from './migrations/articles/0012-passage-vectors.ts';
import { chatsEvents } from './migrations/chats/0001-chats-events.ts';
import { subscriptions } from './migrations/chats/0002-subscriptions.ts';
import { givenAt } from './migrations/chats/0003-given-at.ts';
import { toldTexts } from './migrations/chats/0004-told-texts.ts';
import { posts } from './migrations/chats/0005-posts.ts';
import { deliveriesEnded } from './migrations/chats/0006-deliveries-ended.ts';

/** `jbao`: articles with their revisions, topics and editions, and what the language model cost and wrote. */
export const ARTICLE_SCHEMA: Schema = {
  applicationId: 0x6a_62_61_6f,
  migrations: [
    articlesTopicsEditions,
    platforms,
    platformsMoved,
    revisions,
    model,
    sources,
    fullText,
    pageSources,
    embeddings,
    pushes,
    sourceFiles,
    passageVectors,
  ],
};

/** `jbch`: what the chat platforms keep. */
export const CHAT_SCHEMA: Schema = {
  applicationId: 0x6a_62_63_68,
  migrations: [chatsEvents, subscriptions, givenAt, toldTexts, posts, deliveriesEnded],
};
