import { isIP } from 'node:net';

/** Notes a problem: which setting, what is wrong with its value, and how to mend it. */
export type Report<Name extends string> = (name: Name, problem: string, remedy: string) => void;

/** Never repeats the value: addresses carry passwords. */
export function readUrl<Name extends string>(
  name: Name,
  text: string | null,
  schemes: readonly string[],
  report: Report<Name>,
): string | null {
  if (text === null) return null;
  const remedy = `Write it like ${schemes[0]}//user:password@host/name, and percent-encode special characters.`;
  if (!schemes.some((scheme) => text.startsWith(`${scheme}//`))) {
    report(
      name,
      `does not begin with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
      remedy,
    );
  } else if (!URL.canParse(text.replace('@/', '@localhost/'))) {
    // PostgreSQL allows a user without a host, which then stands in the query; URLs do not.
    report(name, 'is no valid address', remedy);
  }
  return text;
}

export function readPort<Name extends string>(
  name: Name,
  text: string | null,
  report: Report<Name>,
): number | null {
  if (text === null) return null;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  report(name, `is ${quote(text)}, which is no port`, 'Give a whole number from 0 to 65535.');
  return null;
}

export function readFlag<Name extends string>(
  name: Name,
  text: string | null,
  report: Report<Name>,
): boolean {
  if (text === null || text === '0' || text === 'false') return false;
  if (text === '1' || text === 'true') return true;
  report(name, `is ${quote(text)}`, 'Give 1 or 0.');
  return false;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Whether it is an IP address, or a network as `10.0.0.0/8`; one that holds everybody is none. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  return /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

export function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

export function quote(text: string): string {
  return JSON.stringify(text);
}

/** How many letters must be put in, left out or replaced to turn one name into the other. */
export function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const leftOut = (previous[column] ?? 0) + 1;
      const putIn = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, leftOut, putIn));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
