import type { FeedHub, PushState } from '../sources/source.ts';

/** What a hub was asked for one source. All instants are epoch milliseconds. */
export interface Push {
  /** The id of the source, also of one that is gone. */
  source: string;
  /** Where the hub finds us: nobody can guess it. */
  token: string;
  /** What the hub signs by. */
  secret: string;
  hub: string;
  topic: string;
  wish: 'subscribe' | 'unsubscribe';
  state: PushState;
  /** Until when it has promised to push; null while it has not. */
  until: number | null;
  /** When it is asked next. */
  nextAt: number;
  /** How often it was asked in a row without an answer. */
  failures: number;
  askedAt: number;
  pushedAt: number | null;
}

/** What hubs were asked. Every method is one transaction; one that fails throws a StoreError. */
export interface PushStore {
  find(token: string): Promise<Push | null>;
  /** Sources that a hub offers to push, which is to be asked now: never yet, or its time has come. */
  listWanted(query: {
    now: number;
    limit: number;
  }): Promise<{ source: string; hub: FeedHub; push: Push | null }[]>;
  /** What hubs were asked for sources that are removed, paused or offered by none any more, and that is to be taken back now. */
  listUnwanted(query: { now: number; limit: number }): Promise<Push[]>;
  /** In place of what was kept of its source. */
  keep(push: Push): Promise<void>;
  /** Nothing where it was asked again, or answered, since `asked`. */
  change(
    token: string,
    change: Partial<Pick<Push, 'state' | 'until' | 'nextAt' | 'failures'>>,
    asked?: Pick<Push, 'askedAt' | 'nextAt'>,
  ): Promise<void>;
  remove(token: string): Promise<void>;
  /**
   * The hub pushes: its source is polled as soon as planPushedPoll lets it, and where it is being polled, once more after that.
   * True where that is sooner than it was.
   */
  notePush(token: string, at: number): Promise<boolean>;
}
