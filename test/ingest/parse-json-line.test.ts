import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseJsonLine } from '../../src/ingest/parse-json-line.ts';

const RANGE = { start: 10, end: 50 };

function draftOf(value: unknown) {
  const parsed = parseJsonLine(JSON.stringify(value), 1, RANGE);
  assert.equal(parsed.kind, 'draft', JSON.stringify(parsed));
  assert.ok(parsed.kind === 'draft');
  return parsed.draft;
}

function skippedOf(line: string) {
  const parsed = parseJsonLine(line, 7, RANGE);
  assert.ok(parsed.kind === 'skipped');
  return parsed.skipped;
}

describe('parseJsonLine', () => {
  it('keeps id, title, text, address, time and publisher as given', () => {
    const text = '  第一段。\r\n\r\n第二段。\n';
    const draft = draftOf({
      id: 'a-1',
      title: '甲市通车',
      text,
      url: 'https://example.org/1',
      published_at: '2022-03-05T08:30:00+08:00',
      publisher: '滨河日报',
    });
    assert.equal(draft.givenId, 'a-1');
    assert.equal(draft.body, text);
    assert.deepEqual(
      draft.paragraphs.map(({ start, end }) => text.slice(start, end)),
      ['第一段。', '第二段。'],
    );
    assert.equal(draft.url, 'https://example.org/1');
    assert.equal(draft.publishedAt, '2022-03-05T08:30:00+08:00');
    assert.equal(draft.publisher, '滨河日报');
    assert.deepEqual(draft.range, RANGE);
  });

  it('makes a title of the first sentence where none is given, of at most 60 characters', () => {
    assert.equal(draftOf({ text: '只有正文。还有一句。' }).title, '只有正文');
    const long = draftOf({ text: `${'很长的一句话，'.repeat(30)}完了。` }).title;
    assert.ok(long.length <= 60 && long.endsWith('…'), long);
  });

  for (const [given, kept] of [
    ['2022-03-05', '2022-03-05'],
    ['2022-03-05 08:30', '2022-03-05T08:30'],
    ['2022-03-05T00:30:00Z', '2022-03-05T00:30:00Z'],
    ['2022-03-05T08:30:00+0800', '2022-03-05T08:30:00+08:00'],
    ['--03-05', '--03-05'],
    ['2022-03', '2022-03'],
    ['2022-02-30', null],
    ['2022-02-29', null],
    ['2024-02-29', '2024-02-29'],
    ['2022-13-05', null],
    ['2022-00-05', null],
    ['2022-03-05T08:30:00+99:00', '2022-03-05T08:30:00'],
    ['05/03/2022', null],
    ['yesterday', null],
    [1646440200, null],
  ] as const) {
    it(`takes published_at ${given} as ${kept}`, () => {
      assert.equal(draftOf({ title: '甲', text: '正文。', published_at: given }).publishedAt, kept);
    });
  }

  it('takes no address but http and https', () => {
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'not an address', 5]) {
      assert.equal(draftOf({ title: '甲', text: '正文。', url }).url, null);
    }
  });

  it('says which line is malformed and why', () => {
    assert.equal(skippedOf('{"title": "甲"').reason, 'malformed');
    const skipped = skippedOf('{"title": "甲"}');
    assert.equal(skipped.reason, 'malformed');
    assert.match(skipped.detail ?? '', /Line 7: text/);
    assert.equal(skippedOf('{"text": " \\n"}').reason, 'empty');
  });

  for (const [what, ids] of [
    ['has control characters', ['a\u001b[31m', 'a\nb', 'a\u202eb', '\u2066a', 'a\n']],
    ['is longer than 200', ['a'.repeat(201)]],
    ['is empty', ['', ' ']],
    ['is neither text nor a number', [['a'], true]],
  ] as const) {
    it(`skips a line whose id ${what}, and says so`, () => {
      for (const id of ids) {
        const skipped = skippedOf(JSON.stringify({ id, title: '甲', text: '正文。' }));
        assert.equal(skipped.reason, 'malformed');
        assert.match(skipped.detail ?? '', new RegExp(`^Line 7: id: ${what}`));
      }
    });
  }

  it('keeps any other id, numbers too', () => {
    for (const id of ['甲-1', 'a b', 'x'.repeat(200), 7])
      assert.equal(draftOf({ id, title: '甲', text: '正文。' }).givenId, String(id));
  });

  it('never throws, whatever the line is', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => void parseJsonLine(line, 1, RANGE)));
  });
});
