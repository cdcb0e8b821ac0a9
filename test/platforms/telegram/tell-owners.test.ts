import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { showStoppedSources } from '../../../src/commands/sources/show-stopped-sources.ts';
import { describeProblem } from '../../../src/core/sources/source-problem.ts';
import { buildSource } from '../../build-source.ts';
import { ADA, lastMessage, MING, runTelegram } from './run-telegram.ts';

const gone = buildSource({
  ...{ id: 'aaaa', url: 'https://example.org/feed?key=secret', state: 'gone' },
  problem: describeProblem('status', 'HTTP 410', { status: 410 }),
});

describe('sources that stop', () => {
  it('are told of to the owners in private and to nobody else, also where that was before the bot was connected', async (t) => {
    const bot = await runTelegram(t, { owners: [MING] });
    const told = bot.tellOwners((reader) => showStoppedSources([gone], reader));
    await bot.server.waitFor(() => bot.server.messages(MING).length === 1);
    await told;
    const { text } = lastMessage(bot.server, MING);
    assert.match(text, /来源读取不了[\s\S]*aaaa · https:\/\/example\.org\/feed\?…[\s\S]*已永久撤下/);
    assert.doesNotMatch(text, /secret/);
    assert.deepEqual(bot.server.messages(ADA), []);
  });
});
