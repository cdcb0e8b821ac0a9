import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toMarkdownUrl } from '../../../src/platforms/discord/markdown-url.ts';
import { readInstant } from '../../../src/platforms/discord/read-instant.ts';
import type { Piece, TextRun } from '../../../src/platforms/discord/rich-text.ts';
import { shortenText } from '../../../src/platforms/discord/shorten-text.ts';
import { writeMarkdown } from '../../../src/platforms/discord/write-markdown.ts';
import { readMarkdown } from './read-markdown.ts';

const piece = (...runs: TextRun[]): Piece => ({ before: '', runs });

describe('what is written for Discord', () => {
  it('keeps two texts that meet from becoming more than either is', () => {
    for (const [one, other] of [
      ['discord', '.gg/abc'],
      ['10', '. an item'],
      ['@', 'everyone'],
      ['https:', '//evil.example'],
      ['|', '|spoiler||'],
    ] as const) {
      const read = readMarkdown(writeMarkdown([piece({ text: one }), piece({ text: other })]));
      assert.equal(read.text.replace('\u200B', ''), one + other);
      assert.deepEqual([read.mentions, read.links, read.markup], [[], [], []]);
    }
  });

  it('is one run of bold where several meet, a link among them', () => {
    const written = writeMarkdown([
      piece(
        { text: 'a', style: 'bold' },
        { text: '*b', style: 'bold' },
        { text: 'c', style: 'bold', url: 'https://a.example/' },
        { text: 'd' },
      ),
    ]);
    assert.equal(written, '**a\\*b[c](<https://a.example/>)**d');
  });

  it('has the mark of a quote before each of its lines', () => {
    const quote: Piece = { before: '\n\n', prefix: '> ', runs: [{ text: 'a\n# b' }] };
    assert.equal(writeMarkdown([quote]), '> a\n> \\# b');
  });
});

describe('an address in a link', () => {
  it('has what would end the link percent-encoded', () => {
    assert.equal(
      toMarkdownUrl('https://a.example/x_(y)/[z]?q=a|b*c#d)'),
      'https://a.example/x_%28y%29/%5Bz%5D?q=a%7Cb%2Ac#d%29',
    );
  });

  it('is none where it is not of the web, hides its host, or is too long for a message', () => {
    for (const url of [
      ...['javascript:alert(1)', 'not an address', 'https://good.example@evil.example/', 'http://[::1]/'],
      `https://a.example/${'('.repeat(400)}`,
    ])
      assert.equal(toMarkdownUrl(url), null);
  });
});

describe('an instant', () => {
  it('is read from a published time that is one, and from nothing less precise', () => {
    assert.equal(readInstant('1970-01-01T08:01:00+08:00'), 60);
    assert.equal(readInstant('1970-01-01T00:00:01.900Z'), 1);
    for (const less of [null, '2022-03-05T08:30', '2022-03-05', '2022-03', '--03-05', '--03-05T08:30'])
      assert.equal(readInstant(less), null);
  });
});

describe('a label', () => {
  it('is one line without control characters, and never empty', () => {
    assert.equal(shortenText(' a\n\u202Eb\tc ', 80), 'a b c');
    assert.equal(shortenText('\u0000', 80), '…');
  });

  it('is cut between characters as people see them', () => {
    assert.equal(shortenText('ab👨‍👩‍👧cd', 10), 'ab…');
    assert.equal(shortenText('标题'.repeat(60), 100).length, 100);
    assert.ok(shortenText(`${'😀'.repeat(60)}`, 80).isWellFormed());
    assert.ok(shortenText(`e${'\u0301'.repeat(1_000_000)}`, 80).length <= 80);
  });
});
