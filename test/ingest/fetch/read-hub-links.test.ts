import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chooseHub, readHubLinks } from '../../../src/ingest/fetch/read-hub-links.ts';

const BASE = 'https://example.org/news/feed';
const both = { url: 'https://hub.example.org/', topic: 'https://example.org/feed' };

describe('the Link header', () => {
  for (const [what, header] of [
    ['in one', '<https://hub.example.org/>; rel="hub", <https://example.org/feed>; rel="self"'],
    ['without quotes, in any case', '<https://hub.example.org>;REL=Hub,<https://example.org/feed>;rel=self'],
    [
      'among others',
      '</style.css>; rel=preload; as=style, <https://example.org/feed>; title="a, b"; rel="alternate self", <https://hub.example.org/>; rel="x hub"',
    ],
    ['as relative references', '<//hub.example.org/>; rel="hub", </feed>; rel="self"'],
  ] as const)
    it(`names hub and topic ${what}`, () => {
      assert.deepEqual(readHubLinks(header, BASE), both);
    });

  for (const header of [
    null,
    '',
    '<https://hub.example.org/>; rel="hub"',
    '<https://example.org/feed>; rel="self"',
    '<https://hub.example.org/; rel="hub", <https://example.org/feed>; rel="self"',
    '<javascript:alert(1)>; rel="hub", <https://example.org/feed>; rel="self"',
    '<https://user:key@hub.example.org/>; rel="hub", <https://example.org/feed>; rel="self"',
    '<https://hub.example.org:25/>; rel="hub", <https://example.org/feed>; rel="self"',
  ])
    it(`names none as ${header}`, () => {
      assert.equal(readHubLinks(header, BASE), null);
    });

  it('is read whatever stands in it', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      ';',
      ',',
      '"',
      ' rel',
      '=',
      'hub',
      'self',
      'https://a.example/',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
        readHubLinks(pieces.join(''), BASE);
      }),
    );
  });
});

describe('of several hubs', () => {
  it('one that nobody on the way listens to is chosen, and the topic left as it is written', () => {
    assert.deepEqual(
      chooseHub(['http://a.example/', 'no address', 'https://b.example/x'], 'HTTP://example.org'),
      {
        url: 'https://b.example/x',
        topic: 'HTTP://example.org',
      },
    );
    assert.equal(chooseHub(['http://a.example/'], 'https://example.org/')?.url, 'http://a.example/');
    assert.equal(chooseHub(['https://a.example/'], null), null);
    assert.equal(chooseHub(['https://a.example/'], 'tag:example.org,2026:feed'), null);
    assert.equal(chooseHub([], 'https://example.org/'), null);
  });
});
