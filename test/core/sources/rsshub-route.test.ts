import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addressOfRoute,
  isRsshubRoute,
  PUBLIC_RSSHUB,
  readRsshubRoute,
} from '../../../src/core/sources/rsshub-route.ts';

const OWN = 'http://192.168.1.5:1200/hub/?key=secret';

describe('a route of RSSHub', () => {
  it('is named in any of its spellings', () => {
    for (const address of [
      'rsshub://bilibili/user/video/2',
      ' RSSHub:///bilibili/user/video/2 ',
      'https://rsshub.app/bilibili/user/video/2',
      'http://rsshub.app/bilibili/user/video/2#top',
      'http://192.168.1.5:1200/hub/bilibili/user/video/2?key=secret',
    ])
      assert.equal(readRsshubRoute(address, OWN), 'rsshub://bilibili/user/video/2', address);
    assert.equal(
      readRsshubRoute('https://rsshub.app/zhihu/daily?limit=5&filter=科技'),
      'rsshub://zhihu/daily?limit=5&filter=%E7%A7%91%E6%8A%80',
    );
  });

  it('is not what stands elsewhere, or names nothing', () => {
    for (const address of [
      'https://rsshub.app/',
      'rsshub://',
      'https://rsshub.app.example.org/bilibili',
      'https://user:password@rsshub.app/bilibili',
      'ftp://rsshub.app/bilibili',
      'http://192.168.1.5:1200/other/bilibili',
      'bilibili/user/video/2',
    ])
      assert.equal(readRsshubRoute(address, OWN), null, address);
  });

  it('is asked at the instance that is configured, with its key', () => {
    const route = 'rsshub://zhihu/daily?limit=5';
    assert.equal(addressOfRoute(route, PUBLIC_RSSHUB), 'https://rsshub.app/zhihu/daily?limit=5');
    assert.equal(addressOfRoute(route, OWN), 'http://192.168.1.5:1200/hub/zhihu/daily?limit=5&key=secret');
  });

  it('never leads out of its instance, whatever it holds', () => {
    const parts = fc.array(
      fc.oneof(fc.constantFrom('..', '%2e%2e', '\\', '//', '@', ':80', '?', '#', ' ', '/'), fc.string()),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(parts, (written) => {
        const route = readRsshubRoute(`rsshub://${written.join('')}`);
        if (route === null) return;
        assert.ok(isRsshubRoute(route));
        const url = new URL(addressOfRoute(route, OWN));
        assert.equal(url.origin, 'http://192.168.1.5:1200');
        assert.ok(url.pathname.startsWith('/hub/'), url.href);
        assert.equal(readRsshubRoute(route), route);
      }),
    );
  });
});
