import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findCapabilities } from '../../../src/platforms/terminal/capabilities.ts';

const colours = (isTTY: boolean, environment: Record<string, string>): boolean =>
  findCapabilities({ isTTY, columns: 80 }, { TERM: 'xterm', ...environment }).colours;

describe('colours', () => {
  it('are for terminals', () => {
    assert.equal(colours(true, {}), true);
    assert.equal(colours(false, {}), false);
    assert.equal(colours(true, { TERM: 'dumb' }), false);
  });

  it('are off by NO_COLOR with any value but the empty one', () => {
    assert.equal(colours(true, { NO_COLOR: '1' }), false);
    assert.equal(colours(true, { NO_COLOR: '0' }), false);
    assert.equal(colours(true, { NO_COLOR: '' }), true);
  });

  it('are forced on or off by FORCE_COLOR', () => {
    assert.equal(colours(false, { FORCE_COLOR: '1' }), true);
    assert.equal(colours(false, { FORCE_COLOR: '' }), true);
    assert.equal(colours(true, { FORCE_COLOR: '0' }), false);
    assert.equal(colours(true, { FORCE_COLOR: 'false' }), false);
  });
});

describe('columns', () => {
  it('are those of the terminal, also when it changes', () => {
    const output = { isTTY: true, columns: 40 };
    const { columns } = findCapabilities(output, {});
    output.columns = 120;
    assert.equal(columns(), 120);
  });

  it('are usual ones where the terminal does not say, and without end where there is none', () => {
    assert.equal(findCapabilities({ isTTY: true }, {}).columns(), 80);
    assert.equal(findCapabilities({}, {}).columns(), Number.POSITIVE_INFINITY);
  });
});
