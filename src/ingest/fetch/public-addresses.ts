import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** Azure's platform service: in public space, yet reached from every machine there and from nowhere else. */
const PLATFORM_ADDRESSES: ReadonlySet<string> = new Set(['168.63.129.16']);
/** What the Internet's own IPv6 addresses begin with (RFC 4291 and IANA: nothing else is given out). */
const GLOBAL_UNICAST: Network = [ipaddr.parse('2000::'), 3];
/** Where the network translates to IPv4 (RFC 6052): the last four bytes are the address that is reached. */
const TRANSLATED: Network = [ipaddr.parse('64:ff9b::'), 96];

/** `10.0.0.0/8` or a single address; null where the text is neither. */
export function parseNetwork(text: string): Network | null {
  try {
    const [base = ''] = text.split('/');
    if (isIP(base) === 0) return null;
    if (text !== base) return ipaddr.parseCIDR(text);
    const address = ipaddr.parse(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  } catch {
    return null;
  }
}

/**
 * Tells addresses that may be connected to: those of the public Internet, and what lies in one of the networks that the
 * owner allows (`parseNetwork`'s form). IPv4 inside IPv6 (mapped, or translated by NAT64) counts as the IPv4 address that it
 * is; 6to4, Teredo, and everything that is loopback, private, link-local (metadata services), shared (CGNAT), multicast or
 * reserved is not public.
 */
export function createAddressGuard(allowedNetworks: readonly string[]): (address: string) => boolean {
  const allowed = allowedNetworks.flatMap((text) => {
    const network = parseNetwork(text);
    return network === null ? [] : [network];
  });
  return (text) => {
    // A zone (fe80::1%eth0) names an interface: nothing that is public has one.
    if (isIP(text) === 0 || text.includes('%')) return false;
    const address = unwrap(ipaddr.parse(text));
    return allowed.some((network) => isIn(address, network)) || isPublic(address);
  };
}

function unwrap(address: Address): Address {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  return isIn(address, TRANSLATED) ? new ipaddr.IPv4(address.toByteArray().slice(-4)) : address;
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast' || PLATFORM_ADDRESSES.has(address.toString())) return false;
  return address.kind() === 'ipv4' || isIn(address, GLOBAL_UNICAST);
}

function isIn(address: Address, [network, bits]: Network): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}
