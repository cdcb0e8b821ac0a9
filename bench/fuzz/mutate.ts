import { createMultibyteEncoder } from '@exodus/bytes/multi-byte.js';
import { pick, type Random } from '../faithful/random.ts';

/** Bytes; a mutated input is cut there. */
const LARGEST = 128 * 1024;
const MOST_CHANGES = 8;
/** Of all inputs: bytes that nobody wrote. */
const RANDOM_SHARE = 0.05;

/** What readers look for, and what has broken readers. */
const TOKENS: readonly (string | readonly number[])[] = [
  ...[
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?xml version="1.0" encoding="',
    '?>',
    '&',
    '&#x110000;',
  ],
  ...[
    '&#0;',
    '&amp;amp;',
    '&nbsp',
    '<!DOCTYPE r [<!ENTITY a "&a;">]>',
    '<item>',
    '</item>',
    '<entry>',
    '<title>',
    '<link href="',
  ],
  ...[
    '<content:encoded>',
    '<pubDate>',
    '<channel>',
    '<feed>',
    '<rdf:RDF>',
    '<dc:date>',
    '<guid>',
    '<div>',
    '</div>',
    '<p>',
    '<table><tr><td>',
  ],
  ...[
    '<script type="application/ld+json">',
    '<script>',
    '<template>',
    '<svg>',
    '<time datetime="',
    '<meta property="',
    '<h1>',
    '<article>',
  ],
  ...[
    '{"',
    '"}',
    '[[',
    '],',
    '":',
    '\\u',
    '\\ud800',
    '"items":',
    '"title":',
    'null',
    '1e999',
    '"__proto__":{',
    '\n{"title":',
  ],
  ...[
    '---\n',
    '# ',
    '```\n',
    '> ',
    '- [ ] ',
    '](',
    '\n\n',
    '\r\n',
    '\t',
    '\u00a0',
    '\u3000',
    '\u2028',
    '\u0000',
    '\u200b',
    '\u202e',
    '\ufeff',
  ],
  ...[
    '来源：',
    '发布时间',
    '责任编辑：',
    '分享到',
    '展开全文',
    '2022-13-45 99:99',
    '二〇二二年',
    '#',
    '＃话题＃',
    '。',
    '…',
    '“',
    '《',
    '😀',
    '👨‍👩‍👧',
    '\u0301',
  ],
  ...[
    'http://[::1',
    'javascript:',
    'data:text/html,',
    '//',
    '../',
    '%ff',
    '9'.repeat(400),
    '-'.repeat(300),
    ' '.repeat(500),
  ],
  ...[
    [0xff, 0xfe],
    [0xfe, 0xff],
    [0xef, 0xbb, 0xbf],
    [0xc0, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0x81, 0x30],
    [0x80],
    [0x1b, 0x24, 0x42],
  ],
];
const TOKEN_BYTES = TOKENS.map((token) => Buffer.from(token as string));

const ENCODINGS = ['gb18030', 'big5', 'shift_jis', 'euc-kr', 'utf-16le', 'utf-16be', 'latin1'] as const;

/** An input from one of the samples, which `random` decides: up to eight changes, or bytes that nobody wrote. */
export function mutate(samples: readonly Uint8Array[], random: Random): Uint8Array<ArrayBuffer> {
  if (random() < RANDOM_SHARE) return randomBytes(Math.floor(random() ** 3 * 4096), random);
  let bytes = Buffer.from(pick(random, samples) ?? []);
  // Seldom and first: what else is changed is changed in the other encoding.
  if (random() < 0.15) bytes = encodeAs(bytes.toString(), pick(random, ENCODINGS) ?? 'latin1');
  for (let changes = 1 + Math.floor(random() * MOST_CHANGES); changes > 0; changes -= 1)
    bytes = changeOnce(bytes, samples, random);
  return new Uint8Array(bytes.subarray(0, LARGEST));
}

function changeOnce(
  bytes: Buffer<ArrayBuffer>,
  samples: readonly Uint8Array[],
  random: Random,
): Buffer<ArrayBuffer> {
  const at = Math.floor(random() * (bytes.length + 1));
  // Short ranges are more telling; long ones come too.
  const end = Math.min(bytes.length, at + Math.ceil(random() ** 4 * bytes.length));
  const [before, range, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
  switch (Math.floor(random() * 9)) {
    case 0: {
      const changed = Buffer.from(bytes);
      if (at < changed.length) changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      return changed;
    }
    case 1:
      return Buffer.concat([before, after]);
    case 2:
      return repeat(before, range, after, 1 + Math.floor(random() ** 3 * 300));
    case 3:
      return repeat(before, pick(random, TOKEN_BYTES) ?? range, after, 1);
    case 4:
      return repeat(
        before,
        pick(random, TOKEN_BYTES) ?? range,
        bytes.subarray(at),
        1 + Math.floor(random() ** 3 * 3000),
      );
    case 5:
      return Buffer.concat([before, randomBytes(1 + Math.floor(random() * 16), random), after]);
    case 6:
      return Buffer.concat([after, range, before]);
    case 7: {
      const other = Buffer.from(pick(random, samples) ?? []);
      return Buffer.concat([before, other.subarray(Math.floor(random() * other.length))]);
    }
    default:
      return Buffer.from(before);
  }
}

function repeat(before: Buffer, piece: Buffer, after: Buffer, times: number): Buffer<ArrayBuffer> {
  const room = Math.max(1, Math.floor(LARGEST / Math.max(1, piece.length)));
  const pieces = Array.from({ length: Math.min(times, room) }, () => piece);
  return Buffer.concat([before, ...pieces, after]);
}

function randomBytes(length: number, random: Random): Buffer<ArrayBuffer> {
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

/** What can't be written in an encoding stays as it is. */
function encodeAs(text: string, encoding: (typeof ENCODINGS)[number]): Buffer<ArrayBuffer> {
  if (encoding === 'latin1') return Buffer.from(text, 'latin1');
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  try {
    return Buffer.from(createMultibyteEncoder(encoding)(text));
  } catch {
    return Buffer.from(text);
  }
}
