import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createAddressGuard, parseNetwork } from '../../../src/ingest/fetch/public-addresses.ts';

const isAllowed = createAddressGuard([]);

const REFUSED = [
  ...[
    '127.0.0.1',
    '127.8.9.1',
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
  ],
  ...['169.254.169.254', '100.64.0.1', '100.100.100.200', '168.63.129.16', '192.0.0.192', '198.18.0.1'],
  ...['224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255', '192.0.2.1', '203.0.113.9'],
  ...[
    '::',
    '::1',
    '::127.0.0.1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
  ],
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:169.254.169.254', '::ffff:0:127.0.0.1'],
  ...['64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::10.0.0.1', '2002:7f00:1::', '2002:808:808::1'],
  ...['2001:0:53aa:64c::', '2001:db8::1', '100::1', '5f00::1', '3fff::1', '4000::1', '2606:4700::1%eth0'],
  ...['', 'localhost', '1.2.3', '0x7f.1', '2130706433', '017700000001'],
];
const PUBLIC = [
  ...['1.1.1.1', '8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '169.253.1.1'],
  ...['2606:4700:4700::1111', '2a00:1450:4001:80b::200e', '::ffff:8.8.8.8', '64:ff9b::808:808'],
];

describe('which addresses may be connected to', () => {
  for (const address of REFUSED)
    it(`is not ${address === '' ? 'none' : address}`, () => assert.equal(isAllowed(address), false));
  for (const address of PUBLIC) it(`is ${address}`, () => assert.equal(isAllowed(address), true));

  it('are those of a network that the owner allows, in each spelling, and nothing beside it', () => {
    const guard = createAddressGuard(['10.0.0.0/8', '127.0.0.1', 'fd00::/8']);
    for (const address of [
      '10.1.2.3',
      '127.0.0.1',
      '::ffff:127.0.0.1',
      '64:ff9b::10.9.9.9',
      'fd12::1',
      '8.8.8.8',
    ])
      assert.equal(guard(address), true, address);
    for (const address of ['11.0.0.1', '127.0.0.2', '192.168.0.1', 'fc00::1', '169.254.169.254'])
      assert.equal(guard(address), address === '11.0.0.1', address);
  });

  it('is the same for an IPv4 address however it is wrapped in IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const expected = isAllowed(address);
        assert.equal(isAllowed(`::ffff:${address}`), expected);
        assert.equal(isAllowed(`64:ff9b::${address}`), expected);
      }),
    );
  });

  it('reads networks, and tells what is none', () => {
    for (const text of ['10.0.0.0/8', '127.0.0.1', '::1', 'fd00::/8'])
      assert.notEqual(parseNetwork(text), null);
    for (const text of ['', 'home', '10.0.0.0/40', '10.0.0', 'fd00::/200', '10.0.0.0/'])
      assert.equal(parseNetwork(text), null, text);
  });
});
