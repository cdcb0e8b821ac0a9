import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { describeAddress, readAddress } from '../../../src/ingest/fetch/read-address.ts';

const hrefOf = (text: string, base?: string) => {
  const read = readAddress(text, base);
  return 'url' in read ? read.url.href : read.problem.detail;
};

describe('an address', () => {
  it('is one of http or https, made plain', () => {
    assert.equal(hrefOf('HTTP://Example.ORG:80/a#b'), 'http://example.org/a');
    assert.equal(hrefOf('https://新闻.example/'), 'https://xn--efvy88h.example/');
    assert.equal(hrefOf('../b?c', 'https://example.org/a/'), 'https://example.org/b?c');
    assert.equal(hrefOf('https://example.org:8443/'), 'https://example.org:8443/');
  });

  it('is refused with a password, another scheme, or the port of another service', () => {
    for (const text of [
      ...[
        'ftp://example.org/',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'data:text/html,x',
        'gopher://a/',
      ],
      ...[
        'http://user@example.org/',
        'http://:secret@example.org/',
        'http://example.org:22/',
        'https://example.org:25/',
      ],
      ...['', 'example.org', 'http://', 'http://[::1', `http://example.org/${'a'.repeat(3000)}`],
    ])
      assert.ok('problem' in readAddress(text), text);
  });

  it('is shown without what may be secret in it', () => {
    assert.equal(describeAddress('https://u:p@example.org/feed?key=secret#x'), 'https://example.org/feed?…');
    const word = fc.string({ minLength: 3, unit: fc.constantFrom('s', 'e', 'c', 'r', 't') });
    fc.assert(
      fc.property(word, word, word, (user, password, key) => {
        const shown = describeAddress(`https://${user}:${password}@example.org/?k=${key}`);
        assert.equal(shown, 'https://example.org/?…');
      }),
    );
  });
});
