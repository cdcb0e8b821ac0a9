import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  createComponentIds,
  LONGEST_PRESS,
  readPress,
} from '../../../src/platforms/discord/component-ids.ts';

describe('ids of components', () => {
  it('count the buttons of a message that do the same', () => {
    const nextId = createComponentIds();
    assert.deepEqual([nextId('+a'), nextId('+b'), nextId('+a'), nextId('+a')], ['+a', '+b', '+a~2', '+a~3']);
  });

  it('are all different, short enough, and lead back to their press', () => {
    const press = fc.oneof(
      fc.string({ minLength: 1, maxLength: LONGEST_PRESS }),
      fc.constantFrom('a', 'a~1', 'a~2', 'a~2~1', '~2'),
    );
    fc.assert(
      fc.property(fc.array(press, { maxLength: 40 }), (presses) => {
        const ids = presses.map(createComponentIds());
        assert.equal(new Set(ids).size, ids.length);
        assert.ok(ids.every(({ length }) => length <= 100));
        assert.deepEqual(ids.map(readPress), presses);
      }),
    );
  });

  it('are refused for a press that leaves no room for a counter', () => {
    assert.throws(() => createComponentIds()('x'.repeat(LONGEST_PRESS + 1)), RangeError);
  });
});
