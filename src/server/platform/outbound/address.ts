import { isIPv4, isIPv6 } from 'node:net';

/*
 * Which addresses a server may call on somebody else's behalf. Everything that is not plainly a
 * public unicast address is refused, and every way to write an IPv4 address inside an IPv6 one is
 * opened first (IANA special-purpose registries; RFC 4291, 6052, 3056, 4380).
 */

/** First address and prefix length of what is never called, as IPv4. */
const refusedIPv4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Within the public 2000::/3, what is nevertheless special: Teredo, ORCHID, documentation. */
const refusedIPv6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['3fff::', 20],
];

/** Whether a connection to this address may be made without an admin's word. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return isPublicIPv4(bytesOfIPv4(address));
  const plain = address.split('%')[0] ?? '';
  if (!isIPv6(plain)) return false;
  const bytes = bytesOfIPv6(plain);
  const inner = embeddedIPv4(bytes);
  if (inner !== null) return isPublicIPv4(inner);
  // Only 2000::/3 is handed out as public unicast; loopback, ULA, link-local lie outside.
  if ((bytes[0] ?? 0) >> 5 !== 1) return false;
  return !refusedIPv6.some(([first, length]) => isWithin(bytes, bytesOfIPv6(first), length));
}

function isPublicIPv4(bytes: readonly number[]): boolean {
  return !refusedIPv4.some(([first, length]) => isWithin(bytes, bytesOfIPv4(first), length));
}

/** The IPv4 address inside: mapped, compatible, translated (NAT64), 6to4. */
function embeddedIPv4(bytes: readonly number[]): readonly number[] | null {
  const startsWith = (first: string, length: number): boolean =>
    isWithin(bytes, bytesOfIPv6(first), length);
  if (startsWith('::ffff:0:0', 96) || startsWith('::ffff:0:0:0', 96)) return bytes.slice(12);
  // The local prefix 64:ff9b:1::/48 may hold it at other places (RFC 8215): it is never public.
  if (startsWith('64:ff9b::', 96)) return bytes.slice(12);
  if (startsWith('2002::', 16)) return bytes.slice(2, 6);
  const isCompatible = startsWith('::', 96) && bytes.slice(12).some((byte) => byte !== 0);
  return isCompatible ? bytes.slice(12) : null;
}

function isWithin(bytes: readonly number[], first: readonly number[], length: number): boolean {
  for (let bit = 0; bit < length; bit += 8) {
    const index = bit / 8;
    const mask = length - bit >= 8 ? 0xff : (0xff << (8 - (length - bit))) & 0xff;
    if (((bytes[index] ?? 0) & mask) !== ((first[index] ?? 0) & mask)) return false;
  }
  return true;
}

function bytesOfIPv4(address: string): readonly number[] {
  return address.split('.').map(Number);
}

function bytesOfIPv6(address: string): readonly number[] {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const [a = 0, b = 0, c = 0, d = 0] = dotted?.[2] === undefined ? [] : bytesOfIPv4(dotted[2]);
  const text =
    dotted?.[1] === undefined
      ? address
      : `${dotted[1]}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  const [head = '', tail] = text.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}
