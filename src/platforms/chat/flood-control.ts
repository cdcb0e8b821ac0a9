export type FloodVerdict =
  | 'pass'
  /** The first that is too many, to be told how long to wait (seconds). */
  | { tell: number }
  | 'silent';

export interface FloodControl {
  /** `at`: when it was sent, epoch milliseconds; what waited while the bot was down did not flood it. */
  check(who: {
    person: string | number | undefined;
    chat: string | number;
    isGroup: boolean;
    at: number;
  }): FloodVerdict;
}

interface Bucket {
  level: number;
  at: number;
  told: boolean;
}

/** What one may ask at once and how fast that comes back. A group may be answered 20 times a minute, no oftener is of use. */
const PERSON = { burst: 10, perSecond: 1 };
const GROUP = { burst: 20, perSecond: 1 / 3 };
const MOST_BUCKETS = 20_000;

export function createFloodControl(): FloodControl {
  const buckets = new Map<string, Bucket>();

  const draw = (key: string, at: number, { burst, perSecond }: typeof PERSON): FloodVerdict => {
    const known = buckets.get(key);
    const bucket = known ?? { level: burst, at, told: false };
    // Seen last, forgotten last.
    buckets.delete(key);
    buckets.set(key, bucket);
    bucket.level = Math.min(burst, bucket.level + (Math.max(0, at - bucket.at) * perSecond) / 1000);
    bucket.at = Math.max(bucket.at, at);
    if (bucket.level >= 1) {
      bucket.level -= 1;
      // Told once until there is peace again.
      if (bucket.level >= burst / 2) bucket.told = false;
      return 'pass';
    }
    if (bucket.told) return 'silent';
    bucket.told = true;
    return { tell: Math.ceil((1 - bucket.level) / perSecond) };
  };

  return {
    check({ person, chat, isGroup, at }) {
      if (buckets.size > MOST_BUCKETS)
        for (const key of [...buckets.keys()].slice(0, MOST_BUCKETS / 2)) buckets.delete(key);
      const own = draw(`person:${person ?? chat}`, at, PERSON);
      return own === 'pass' && isGroup ? draw(`chat:${chat}`, at, GROUP) : own;
    },
  };
}
