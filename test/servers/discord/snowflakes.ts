/** https://docs.discord.com/developers/reference#snowflakes: the first second of 2015, epoch milliseconds. */
const DISCORD_EPOCH = 1_420_070_400_000;
/** Ids of what a test sets up count from this day on, one to a millisecond, so that they spread over shards. */
const FIRST_DAY = Date.UTC(2025, 0, 1);
const INCREMENTS = 4096;

export interface Snowflakes {
  /** Of a user, guild, channel or role. */
  nextPlace(): string;
  /** Of a message or interaction: carries the clock's time, and is greater than the one before. */
  nextEvent(): string;
}

export function createSnowflakes(clock: () => number): Snowflakes {
  let places = 0;
  let lastTime = 0;
  let increment = 0;
  return {
    nextPlace() {
      places += 1;
      return snowflake(FIRST_DAY + places, 0);
    },
    nextEvent() {
      const now = Math.floor(clock());
      if (now > lastTime) {
        lastTime = now;
        increment = 0;
      } else {
        increment += 1;
        if (increment === INCREMENTS) {
          lastTime += 1;
          increment = 0;
        }
      }
      return snowflake(lastTime, increment);
    },
  };
}

function snowflake(time: number, increment: number): string {
  return String((BigInt(time - DISCORD_EPOCH) << 22n) | BigInt(increment));
}
