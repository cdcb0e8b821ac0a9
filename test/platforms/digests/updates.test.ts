import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EIGHT } from '../../build-subscription.ts';
import { textOf } from '../discord/run-discord.ts';
import { DAY, type DigestRun, GROUP, HOUR, runDiscordDigests, runTelegramDigests } from './run-digests.ts';

const FLOOD = '柳河昨夜涨水，沿岸三个村的居民已经转移。';
const HURT = '今天上午确认有5人受伤，都已送往医院。';

/** A story is told, changes, and is told again; what came of the three slots. */
async function tellThrice({ takeIn, passTo, ended }: DigestRun) {
  const tell = (body: string) => takeIn('柳河涨水', { id: 'flood', body, publishedAt: null });
  await tell(FLOOD);
  await passTo(EIGHT);
  const states = [(await ended()).state];
  await passTo(EIGHT + HOUR);
  await tell(`${FLOOD}\n\n${HURT}`);
  for (const day of [1, 2]) {
    await passTo(EIGHT + day * DAY);
    states.push((await ended()).state);
  }
  return states;
}

/** The first post tells the story, the second that it is updated and what is new, and nothing that was told. */
function assertTold(posts: readonly string[], states: readonly string[]): void {
  assert.deepEqual(states, ['sent', 'sent', 'empty']);
  const [first = '', second = '', ...more] = posts;
  assert.deepEqual(more, []);
  assert.ok(first.includes('柳河涨水') && first.includes(FLOOD) && !first.includes('更新：'), first);
  assert.ok(second.includes('更新：柳河涨水') && second.includes(HURT) && !second.includes(FLOOD), second);
}

describe('an update of a story', () => {
  it('is posted once in Telegram, marked, with what is new', async (t) => {
    const run = await runTelegramDigests(t);
    await run.subscribe({ chat: String(GROUP) });
    const states = await tellThrice(run);
    assertTold(
      run.server.messages(GROUP).map(({ text }) => text ?? ''),
      states,
    );
  });

  it('is posted once in Discord, marked, with what is new', async (t) => {
    const run = await runDiscordDigests(t);
    await run.subscribe({ platform: 'discord', chat: run.channel });
    const states = await tellThrice(run);
    assertTold(run.server.messages(run.channel).map(textOf), states);
  });
});
