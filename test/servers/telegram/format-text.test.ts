import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { anyText } from '../../any-text.ts';
import { Refusal } from './refusal.ts';
import { formatText, type MessageText, type TextArguments } from './text/format-text.ts';

function accept(given: TextArguments): MessageText {
  const formatted = formatText(given);
  if (formatted instanceof Refusal) assert.fail(formatted.description);
  return formatted;
}

function refuse(given: TextArguments): string {
  const formatted = formatText(given);
  return formatted instanceof Refusal ? `${formatted.code} ${formatted.description}` : 'accepted';
}

const html = (text: string): TextArguments => ({ text, parse_mode: 'HTML' });
const link = (text: string, address = 'https://example.org/'): string => `<a href="${address}">${text}</a>`;

describe('the text of a message', () => {
  it('has 1 to 4096 UTF-16 code units after the markup is read', () => {
    assert.equal(accept(html(`<b>${'新'.repeat(4096)}</b>`)).text.length, 4096);
    assert.equal(accept({ text: '😀'.repeat(2048) }).text.length, 4096);
    assert.equal(refuse({ text: 'a'.repeat(4097) }), '400 Bad Request: message is too long');
    assert.equal(refuse({ text: '😀'.repeat(2049) }), '400 Bad Request: message is too long');
    assert.equal(refuse({ text: '' }), '400 Bad Request: message text is empty');
    assert.equal(refuse(html('<b> \n</b> ')), '400 Bad Request: message text is empty');
    assert.equal(refuse({ text: 'a\ud800' }), '400 Bad Request: strings must be encoded in UTF-8');
  });

  it('is refused above 32,768 bytes of markup, however little text that is', () => {
    assert.equal(
      refuse(html(link('a', `https://example.org/${'x'.repeat(32_768)}`))),
      '400 Bad Request: text is too long',
    );
  });

  it('is trimmed and cleaned, and the entities stay where they were meant', () => {
    const { text, entities } = accept(html(' \n a\r\tb\u202e <b>c\r新</b> \n'));
    assert.equal(text, 'a b c新');
    assert.deepEqual(entities, [{ type: 'bold', offset: 4, length: 2 }]);
  });

  it('keeps a hundred entities and counts those that are dropped', () => {
    const { entities, dropped } = accept(html('<b>a</b> '.repeat(103)));
    assert.equal(entities.length, 100);
    assert.equal(dropped, 3);
  });

  it('is refused when its entities weigh more than about 9.5 kB', () => {
    const long = `https://example.org/${'x'.repeat(180)}`;
    assert.equal(refuse(html(link('a', long).repeat(40))), 'accepted');
    assert.equal(refuse(html(`${link('a', long)} `.repeat(50))), '400 Bad Request: ENTITIES_TOO_LONG');
  });

  it('may come with entities, which must lie in the text and split no character', () => {
    const entities = [{ type: 'text_link', offset: 1, length: 2, url: 'https://example.org/a' }];
    assert.deepEqual(accept({ text: '新😀', entities }).entities, entities);
    const mark = (offset: number, length: number): TextArguments => ({
      text: '新😀',
      entities: [{ type: 'bold', offset, length }],
    });
    assert.match(refuse(mark(2, 1)), /^400 Bad Request: entity begins in a middle of a UTF-16 symbol/);
    assert.match(refuse(mark(0, 2)), /ends in a middle of a UTF-16 symbol at byte offset 7$/);
    assert.match(refuse(mark(1, 3)), /ends after the end of the text at UTF-16 offset 4$/);
    assert.match(refuse(mark(4, 1)), /begins after the end of the text at UTF-16 offset 4$/);
    assert.match(refuse(mark(-1, 1)), /entity with incorrect offset -1$/);
    assert.match(refuse({ text: 'a', entities: ['bold'] }), /can't parse MessageEntity/);
  });

  it('ignores entities where a parse mode is given, and knows no other mode than HTML', () => {
    assert.deepEqual(
      accept({ ...html('a'), entities: [{ type: 'bold', offset: 9, length: 9 }] }).entities,
      [],
    );
    assert.equal(refuse({ text: 'a', parse_mode: 'XML' }), '400 Bad Request: unsupported parse_mode');
  });

  it('gets what Telegram makes clickable by itself, outside links and code', () => {
    const found = (text: string): string[] => {
      const formatted = accept(html(text));
      return formatted.entities.map(
        ({ type, offset, length }) => `${type} ${formatted.text.slice(offset, offset + length)}`,
      );
    };
    assert.deepEqual(
      found('见 https://example.org/新?a=1。 @some_body #话题 /latest@a_bot news.example.com/x a@b.cn'),
      [
        'url https://example.org/新?a=1',
        'mention @some_body',
        'hashtag #话题',
        'bot_command /latest@a_bot',
        'url news.example.com/x',
        'email a@b.cn',
      ],
    );
    assert.deepEqual(found('<code>www.example.com @some_body</code> 3/4 #1 v1.2 a/b @b'), [
      'code www.example.com @some_body',
    ]);
  });

  it('has only entities that lie in it and split no character, whatever is sent', () => {
    const entity = fc.record({
      type: fc.constantFrom('bold', 'code', 'text_link', 'blockquote', 'nonsense'),
      offset: fc.integer({ min: 0, max: 20 }),
      length: fc.integer({ min: 0, max: 20 }),
      url: fc.constant('https://example.org/'),
    });
    fc.assert(
      fc.property(anyText(30), fc.array(entity, { maxLength: 5 }), (text, entities) => {
        const formatted = formatText({ text, entities });
        if (formatted instanceof Refusal) return;
        for (const { offset, length } of formatted.entities) {
          const piece = formatted.text.slice(offset, offset + length);
          assert.equal(piece.length, length);
          assert.ok(length > 0 && piece.isWellFormed());
        }
      }),
    );
  });
});
