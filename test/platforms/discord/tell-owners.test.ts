import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { showStoppedSources } from '../../../src/commands/sources/show-stopped-sources.ts';
import { describeProblem } from '../../../src/core/sources/source-problem.ts';
import { buildSource } from '../../build-source.ts';
import { answersIn, lastMessage, runDiscord, textOf } from './run-discord.ts';

describe('sources that stop', () => {
  it('are told of in the direct messages of the owners alone', async (t) => {
    const owners: string[] = [];
    const { server, place, tellOwners } = await runDiscord(t, { settings: { owners } });
    owners.push(place.ming);
    const failing = buildSource({
      ...{ id: 'aaaa', title: 'Harbour Post', state: 'failing' },
      problem: describeProblem('dns', 'ENOTFOUND'),
    });
    await tellOwners((reader) => showStoppedSources([failing], reader));
    assert.equal(answersIn(server, place.direct).length, 1);
    assert.match(textOf(lastMessage(server, place.direct)), /aaaa · Harbour Post/);
    assert.equal(answersIn(server, place.channel).length, 0);
  });
});
