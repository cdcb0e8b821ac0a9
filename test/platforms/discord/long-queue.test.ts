import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runDiscord } from './run-discord.ts';

/** More than are let wait without a sign. */
const MANY = 260;

describe('an interaction behind a long queue', () => {
  it('is acknowledged before those whose answer may still come in time', async (t) => {
    const { server } = await runDiscord(t, {
      services: { topics: () => new Promise(() => {}) },
    });
    const ask = (): void => {
      const userId = server.addUser({ hasInstalled: true });
      server.slashCommand({ userId, channelId: server.openDirectMessage(userId), name: 'topics' });
    };
    for (let count = 0; count < MANY; count += 1) ask();
    await server.waitFor(() => server.unacknowledged().length < MANY, 20_000);
    const first = server.interactions().findIndex(({ acknowledgedAt }) => acknowledgedAt !== null);
    assert.ok(first >= MANY / 2, `the one at ${first} was the first`);
  });
});
