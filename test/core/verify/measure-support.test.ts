import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measureSupport } from '../../../src/core/verify/measure-support.ts';

describe('measureSupport', () => {
  it('is the share of the words that one source has in the same order, whatever their endings', () => {
    const sources = ['The mayor opened the new bridge.', 'Schools close early today.'];
    assert.equal(measureSupport('The mayor opens the bridge.', sources), 1);
    assert.equal(measureSupport('Bridge mayor.', sources), 0.5);
    assert.equal(measureSupport('Nobody sings.', sources), 0);
  });

  it('knows both ways of writing Chinese', () => {
    assert.equal(measureSupport('市長宣佈新橋開通。', ['市长宣布新桥开通。']), 1);
  });

  it('is not known where a source is too long to tell', () => {
    const long = 'word '.repeat(2000);
    assert.equal(measureSupport(long, [long]), null);
  });
});
