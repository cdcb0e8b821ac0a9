import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readMarkdown } from './read-markdown.ts';

describe('the reader of Discord’s Markdown', () => {
  it('finds what is live in a text that nobody has escaped', () => {
    const read = readMarkdown(
      'see https://evil.example/a and [here](https://evil.example/b) <https://c.example> <@1> <@&2> <#3> </go:4> <id:guide> @everyone discord.gg/abc <a:wave:5> :smile: <t:6:R>',
    );
    assert.deepEqual(
      read.links.map(({ url }) => url),
      ['https://evil.example/a', 'https://evil.example/b', 'https://c.example'],
    );
    assert.deepEqual(read.mentions, [
      ...['<@1>', '<@&2>', '<#3>', '</go:4>', '<id:guide>', '@everyone', 'discord.gg/abc'],
    ]);
    assert.deepEqual(read.emoji, ['<a:wave:5>', ':smile:']);
    assert.deepEqual(read.times, [6]);
  });

  it('finds markup', () => {
    assert.deepEqual(
      readMarkdown('# a\n-# b\n> ## c\n- d\n2. e\n**f** *g* _h_ __i__ ~~j~~ ||k|| `l`\n```m```').markup,
      [
        ...['#', '-#', '>', '##', '-', '2.', 'bold', 'italic', 'italic', 'underline', 'strike', 'spoiler'],
        ...['code', 'code'],
      ],
    );
  });

  it('shows what is escaped as it is, but not in a link’s text', () => {
    assert.equal(readMarkdown('\\*a\\* \\# \\\\').text, '*a* # \\');
    assert.equal(readMarkdown('[\\*a](<https://a.example>)').text, '\\*a');
  });

  it('shows a link whose text is an address as it is written', () => {
    const { text, links } = readMarkdown('[https://good.example](<https://evil.example>)');
    assert.match(text, /^\[https:\/\/good\.example/);
    assert.ok(links.length > 0);
  });
});
