import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCron } from '../../src/config/is-cron.ts';

describe('isCron', () => {
  for (const good of ['0 8 * * *', '*/15 6-22 * * mon-fri', '30 7,19 1 jan,jul 0', '5 4 * * 7'])
    it(`takes ${good}`, () => assert.equal(isCron(good), true));

  for (const bad of [
    '',
    '0 8 * *',
    '0 8 * * * *',
    '60 8 * * *',
    '0 24 * * *',
    '0 8 0 * *',
    '99 99 x y z',
    '0 8 * * fri-mon',
    '0/0 8 * * *',
    '0 8 * 13 *',
    '0- 8 * * *',
  ])
    it(`refuses “${bad}”`, () => assert.equal(isCron(bad), false));
});
