import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findZones, warmZoneNames } from '../../../src/commands/schedule/find-zone.ts';

// Made once in a process: here nothing has asked for a zone before.
describe('the names of zones', () => {
  it('are made in pieces, in which others have their turn, and whole for who asks meanwhile', async () => {
    let pauses = 0;
    let found: readonly string[] = [];
    await warmZoneNames(async () => {
      pauses += 1;
      if (pauses === 2) found = findZones('赞比亚');
    });
    assert.ok(pauses >= 2);
    assert.deepEqual(found, ['Africa/Lusaka']);
  });

  it('are there then', async () => {
    let pauses = 0;
    await warmZoneNames(async () => {
      pauses += 1;
    });
    assert.equal(pauses, 0);
    assert.deepEqual(findZones('上海'), ['Asia/Shanghai']);
  });
});
