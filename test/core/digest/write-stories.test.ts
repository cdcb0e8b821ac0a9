import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { writeStories } from '../../../src/core/digest/write-stories.ts';
import { createEditor } from '../../../src/core/writing/create-editor.ts';
import { openNewsroom } from '../../app/open-newsroom.ts';
import { buildArticle } from '../../build-article.ts';
import { createWritingModel, honest } from '../../servers/openai/write-answers.ts';

const articles = Array.from({ length: 9 }, (_, index) =>
  buildArticle({
    title: `第${index + 1}号工程`,
    body: `第${index + 1}号工程周一开工，涉及居民${index + 20}00户。\n\n负责人李明表示，预计明年完成。\n\n施工期间公交线路临时绕行。\n\n市民可以提前查询。`,
  }),
);
const asked = { sentences: 2, characters: 240, language: 'zh-Hans', chat: null } as const;

let room: Awaited<ReturnType<typeof openNewsroom>>;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());
const write = (within: number, now = Date.now) => {
  const editor = createEditor({
    ...{ model: room.model, ledger: room.store.model, hourlyAnswers: 1, now },
  });
  return writeStories({ editor, now }, articles, { ...asked, within });
};

describe('the stories of an edition', () => {
  it('are all there in their order, in the articles’ own sentences, where the model says nothing until the time is over', async () => {
    room.behave(() => ({ kind: 'silence' }));
    const started = performance.now();
    const told = await write(1300);
    assert.ok(performance.now() - started < 10_000);
    assert.deepEqual(
      told.map(({ story }) => story.id),
      articles.map(({ id }) => id),
    );
    for (const { story, isModels, isFinal } of told) {
      assert.ok(story.sentences.length > 0);
      assert.deepEqual({ isModels, isFinal }, { isModels: false, isFinal: false });
    }
    assert.equal(room.requests.length, 4);
  });

  it('are the model’s up to the end of the time, and to be asked for again after it', async () => {
    let at = 0;
    const writeOne = createWritingModel(honest);
    room.behave((seen) => {
      // Each takes ten seconds of the edition's half minute.
      at += 10_000;
      return writeOne(seen);
    });
    const told = await write(30_000, () => at);
    const written = told.filter(({ isModels }) => isModels).length;
    assert.ok(written >= 3 && written < 9, `${written}`);
    assert.ok(told.every(({ isModels, isFinal }) => isModels === isFinal));
  });

  it('leave room for questions: no more than four are written at a time', async () => {
    let [underWay, most] = [0, 0];
    const writeOne = createWritingModel(honest);
    room.behave(async (seen) => {
      most = Math.max(most, ++underWay);
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
      underWay -= 1;
      return writeOne(seen);
    });
    const told = await write(60_000);
    assert.ok(told.every(({ isModels }) => isModels));
    assert.ok(most <= 4 && most > 1, `${most}`);
  });
});
