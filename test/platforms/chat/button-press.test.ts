import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodePress, encodePress } from '../../../src/platforms/chat/button-press.ts';
import { anyText } from '../../any-text.ts';

const LONGEST = 64;
const kept = (find: (key: { key: string }) => Promise<string | null>) => ({
  platform: 'telegram',
  buttons: { find },
});
const nothingKept = kept(async () => null);

describe('what a button does', () => {
  it('fits in the bytes there are and comes back as it was, from the button itself or from what is kept', async () => {
    const options = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(anyText(30), fc.nat(100_000)), {
      maxKeys: 3,
      noNullPrototype: true,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[a-z]{1,10}$/),
        options,
        fc.boolean(),
        async (command, chosen, inPlace) => {
          const { data, payload } = encodePress({ action: { command, options: chosen }, inPlace }, LONGEST);
          assert.ok(Buffer.byteLength(data) <= LONGEST && data.isWellFormed());
          const press = await decodePress(
            data,
            kept(async ({ key }) => (key === data ? payload : null)),
          );
          assert.equal(press?.inPlace, inPlace);
          assert.equal(press?.action.command, command);
          const words = (values: object) =>
            Object.entries(values).map(([name, value]) => [name, String(value)]);
          assert.deepEqual(words(press?.action.options ?? {}), words(chosen));
        },
      ),
    );
  });

  it('is read in the form of buttons that were sent long ago', async () => {
    assert.deepEqual(await decodePress('=latest|topic|志愿服务|page|2', nothingKept), {
      action: { command: 'latest', options: { topic: '志愿服务', page: '2' } },
      inPlace: true,
    });
    assert.deepEqual(await decodePress('+article|id|3f2a91', nothingKept), {
      action: { command: 'article', options: { id: '3f2a91' } },
      inPlace: false,
    });
  });

  it('is nothing where the data is not ours, or what it points to is gone', async () => {
    for (const data of ['', '=', 'latest', '=latest|topic', '#gone', '\u0000'])
      assert.equal(await decodePress(data, nothingKept), null, data);
    assert.equal(
      await decodePress(
        '#x',
        kept(async () => '{"command":1}'),
      ),
      null,
    );
  });
});
