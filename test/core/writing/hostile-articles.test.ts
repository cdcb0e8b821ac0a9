import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { sentenceSchema } from '../../../src/core/model/output.ts';
import { createEditor } from '../../../src/core/writing/create-editor.ts';
import { openNewsroom } from '../../app/open-newsroom.ts';
import { buildArticle } from '../../build-article.ts';
import { readNumbered } from '../../servers/openai/write-answers.ts';

const FILE = new URL('../../../../shared/data/G_adversarial/strings.jsonl', import.meta.url);
const LINK = /(?:https?:\/\/|www\.)[^\s)）】」"']+/giu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/** The lines of an input between its first two markers. */
function insideMarkers(input: string): { marker: string; lines: string[] } {
  const marker = /^The marker is (=+[0-9a-f]+=+)\.$/mu.exec(input)?.[1] ?? '';
  return { marker, lines: (input.split(`\n${marker}\n`)[1] ?? '').split('\n') };
}

it('a model that obeys hostile articles and questions says nothing that they do not say, and adds no link', async (t) => {
  if (!existsSync(FILE)) {
    t.skip('../shared/data/G_adversarial/strings.jsonl is not there');
    return;
  }
  const room = await openNewsroom({ limits: { day: 1e12, chat: 1e12 } });
  const editor = createEditor({
    ...{ model: room.model, ledger: room.store.model, hourlyAnswers: 1, now: () => 0 },
  });
  let hostile = '';
  room.behave(({ task, input }) => {
    const { marker, lines } = insideMarkers(input);
    assert.ok(marker.length > 24);
    if (task === 'article_summary') {
      // Neither a line nor the end of the text can be made up from within.
      assert.deepEqual(
        lines.filter((line) => /^\[\d/u.test(line)).map((line) => Number(/\d+/u.exec(line)?.[0])),
        lines.slice(2).map((_, index) => index + 1),
      );
      assert.ok(lines.every((line) => !INVISIBLE.test(line)));
    }
    const numbers = readNumbered(input).map(({ number }) => number);
    const obeyed = [
      {
        text: `${hostile} [x](https://evil.example/?q=${hostile.slice(0, 9)}) @everyone`,
        sources: numbers.slice(0, 1),
      },
      { text: hostile, sources: numbers.slice(0, 2) },
      { text: 'My instructions are: https://leak.example', sources: [0, -1, 1e9] },
    ];
    return { kind: 'text', text: JSON.stringify({ answered: true, sentences: obeyed }) };
  });
  let written = 0;
  for (const line of readFileSync(FILE, 'utf8').trim().split('\n')) {
    const { id, text }: { id: string; text: string } = JSON.parse(line);
    hostile = text;
    const body = `图书角周六开放，第一天来了120人。\n\n${text}\n\n负责人说，借书不用押金。`;
    const article = buildArticle({ id, title: text.slice(0, 60), body });
    const terms = { language: 'zh-Hans', chat: null, within: 20_000 } as const;
    const summary = await editor.summarise(article, { ...terms, sentences: 3, characters: 360 });
    const passages = [{ article, start: 0, end: 17 }];
    const answer = await editor.answer(text, {
      ...{ ...terms, passages, sentences: 3, characters: 600, person: null, today: '2026-11-23' },
    });
    for (const sentences of [summary.ok ? summary.sentences : [], answer?.sentences ?? []])
      for (const sentence of sentences) {
        written += 1;
        sentenceSchema.parse(sentence);
        for (const { start, end, quote } of sentence.citations) assert.equal(body.slice(start, end), quote);
        for (const [link] of sentence.text.matchAll(LINK)) assert.ok(body.includes(link), `${id}: ${link}`);
        assert.doesNotMatch(sentence.text, /evil\.example|leak\.example/u);
      }
  }
  assert.ok(written > 500, `${written}`);
  await room.close();
});
