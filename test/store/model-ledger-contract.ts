import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ModelLedger } from '../../src/core/ports/model-ledger.ts';
import { openForEach } from './open-for-each.ts';

const day = '2026-11-23';
const limits = { day: 1000, chat: 300 };
const spent = (tokens: number) => ({ tokens, input: tokens, cached: 0, output: 0 });

/** What every store's ledger does. */
export function describeModelLedgerContract(
  name: string,
  open: () => Promise<{ model: ModelLedger; close(): Promise<void> }>,
): void {
  describe(`the model's ledger of ${name}`, () => {
    let ledger: ModelLedger;
    openForEach(open, ({ model }) => {
      ledger = model;
    });

    it('sets tokens aside up to the day’s limit, whoever asks at once', async () => {
      const reserved = await Promise.all(
        Array.from({ length: 30 }, () => ledger.reserve({ day, chat: null, tokens: 90 }, limits)),
      );
      assert.equal(reserved.filter(({ over }) => over === null).length, 11);
      assert.ok(reserved.every(({ over }) => over !== 'chat'));
      assert.equal((await ledger.readDay(day, null)).tokens, 990);
    });

    it('holds a chat to its own limit, and takes nothing from anyone where that is passed', async () => {
      const chat = 'telegram:1';
      assert.deepEqual(await ledger.reserve({ day, chat, tokens: 200 }, limits), { over: null });
      assert.deepEqual(await ledger.reserve({ day, chat, tokens: 200 }, limits), { over: 'chat' });
      assert.deepEqual(await ledger.reserve({ day, chat: 'telegram:2', tokens: 200 }, limits), {
        over: null,
      });
      assert.deepEqual(await ledger.reserve({ day, chat: null, tokens: 700 }, limits), { over: 'day' });
      const { tokens, chatTokens } = await ledger.readDay(day, chat);
      assert.deepEqual({ tokens, chatTokens }, { tokens: 400, chatTokens: 200 });
    });

    it('refuses what is more than a whole limit, also as the first of a day', async () => {
      assert.deepEqual(await ledger.reserve({ day, chat: null, tokens: 1001 }, limits), { over: 'day' });
      assert.deepEqual(await ledger.reserve({ day, chat: 'discord:9', tokens: 301 }, limits), {
        over: 'chat',
      });
    });

    it('gives back what was set aside and not spent, and begins anew each day', async () => {
      const spending = { day, chat: 'telegram:1', tokens: 300 };
      await ledger.reserve(spending, limits);
      await ledger.settle(spending, { tokens: 120, input: 100, cached: 40, output: 20 });
      const read = await ledger.readDay(day, 'telegram:1');
      assert.deepEqual(
        [read.tokens, read.chatTokens, read.input, read.cachedInput, read.output],
        [120, 120, 100, 40, 20],
      );
      assert.deepEqual(await ledger.reserve({ ...spending, tokens: 180 }, limits), { over: null });
      const tomorrow = { ...spending, day: '2026-11-24' };
      assert.deepEqual(await ledger.reserve(tomorrow, limits), { over: null });
    });

    it('counts more than was set aside where more was spent', async () => {
      const spending = { day, chat: null, tokens: 10 };
      await ledger.reserve(spending, limits);
      await ledger.settle(spending, spent(990));
      assert.deepEqual(await ledger.reserve({ ...spending, tokens: 11 }, limits), { over: 'day' });
    });

    it('gives a person so many turns in a period, and others theirs', async () => {
      const turn = { person: 'a', period: '2026-11-23T10', most: 3 };
      const taken = await Promise.all(Array.from({ length: 5 }, () => ledger.takeTurn(turn)));
      assert.equal(taken.filter(Boolean).length, 3);
      assert.equal(await ledger.takeTurn({ ...turn, person: 'b' }), true);
      assert.equal(await ledger.takeTurn({ ...turn, period: '2026-11-23T11' }), true);
      assert.equal(await ledger.takeTurn({ ...turn, person: 'c', most: 0 }), false);
    });

    it('keeps the first writing under a key until its day is forgotten', async () => {
      assert.equal(await ledger.findWriting('key'), null);
      await ledger.saveWriting({ key: 'key', text: 'first', day });
      await ledger.saveWriting({ key: 'key', text: 'second', day });
      assert.equal(await ledger.findWriting('key'), 'first');
      await ledger.forget(day);
      assert.equal(await ledger.findWriting('key'), 'first');
      await ledger.forget('2026-11-24');
      assert.equal(await ledger.findWriting('key'), null);
    });

    it('adds up what was written, found and replaced in a day', async () => {
      await ledger.count(day, { written: 2, replaced: 1 });
      await ledger.count(day, { written: 1, cached: 5, failed: 1 });
      const { written, cached, replaced, failed } = await ledger.readDay(day, null);
      assert.deepEqual(
        { written, cached, replaced, failed },
        { written: 3, cached: 5, replaced: 1, failed: 1 },
      );
    });
  });
}
