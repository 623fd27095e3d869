import { RequestRefused } from '../errors/refused.ts';

/** The `ETag` of a thing at one version. Strong, since every change raises the version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * Reads `If-Match`. Takes `"7"`, `7` and the weak form `W/"7"`, which some proxies make of it.
 * Yields null when the header is absent or `*`; refuses one that names no version.
 */
export function readIfMatch(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const match = /^\s*(?:W\/)?"?(\d{1,15})"?\s*$/.exec(header);
  if (!match)
    throw new RequestRefused('version_mismatch', { detail: 'If-Match names no version.' });
  return Number(match[1]);
}

/**
 * Refuses with `version_mismatch` when the caller saw another version than the current one.
 * Null means that the caller did not say, and takes the risk of overwriting.
 */
export function requireVersion(expected: number | null | undefined, current: number): void {
  if (expected === null || expected === undefined || expected === current) return;
  throw new RequestRefused('version_mismatch', { facts: { expected, current } });
}
