/** A message that a part of a digest became. */
export interface Post {
  platform: string;
  /** Where it stands: a chat, a thread that is a channel of its own, a forum's post. */
  chat: string;
  /** The platform's id of it there. */
  message: string;
  delivery: string;
  /** What it says by now: the key of a content. */
  content: string;
  /** Epoch milliseconds. */
  sentAt: number;
}

export type PostKey = Pick<Post, 'platform' | 'chat' | 'message'>;

/** What posts say; those that say the same have one. */
export interface PostContent {
  /** The same for the same text. */
  key: string;
  /** JSON, as platforms/chat has it. */
  text: string;
  /** The articles of its stories. */
  articleIds: readonly string[];
}

/** A story as it is told since its post was corrected. */
export interface CorrectedStory {
  articleIds: string[];
  headline: string;
  /** None where the new text can't be told: the post leads to it. */
  sentences: string[];
}

/** What became of one post; the edition that was sent stays as it is. */
export interface Correction {
  chat: string;
  message: string;
  at: number;
  stories: CorrectedStory[];
}

/** Every method is one transaction. */
export interface PostStore {
  /** Keeping the same again makes it young again. */
  keepContents(contents: readonly PostContent[], at: number): Promise<void>;
  /** Null where it was never kept, or is forgotten. */
  findContent(key: string): Promise<string | null>;
  /** A message that is known already says from now on what is given. */
  keep(post: Post): Promise<void>;
  find(key: PostKey): Promise<Post | null>;
  /** Those of a platform that tell of an article, in the order of their sending after a number that was given before (0 at first). */
  listTelling(query: {
    platform: string;
    articleId: string;
    after: number;
    /** Only what was sent since then. */
    since: number;
    limit: number;
  }): Promise<{ number: number; post: Post }[]>;
  /** The highest number of any; 0 where there is none. */
  findLast(): Promise<number>;
  /** The newest first, each with the articles that it tells of. */
  listOf(delivery: string): Promise<(Post & { articleIds: string[] })[]>;
  /** The post says something else now, its delivery is corrected. False where the post is not known. */
  correct(
    key: PostKey,
    correction: { content: string; stories: readonly CorrectedStory[]; at: number },
  ): Promise<boolean>;
  /** Of a delivery, the oldest first. */
  listCorrections(delivery: string): Promise<Correction[]>;
  /**
   * Forgets the texts of contents that were kept last before `texts`, and posts with their corrections from before `posts`
   * (epoch milliseconds), `limit` at most of each, the oldest first; false when there may be more. What a content tells of is
   * forgotten with the last post that it could have.
   */
  forget(before: { texts: number; posts: number }, limit: number): Promise<boolean>;
}
