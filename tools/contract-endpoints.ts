import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

/**
 * Lets the browser import endpoints from the contract without zod (86 KB): of each export only what
 * is needed to call it is kept. Endpoints keep `method`, `url` and `tag`; lists and other plain
 * values are written out; schemas become `undefined`, since their types are all a page may use.
 * The modules are run here, at build time, which is why the contract must be free of I/O.
 */
export function contractEndpoints(root: string): Plugin {
  const folder = `${root}src/contract/`;
  return {
    name: 'contract-endpoints',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?')[0] ?? id;
      if (!file.startsWith(folder) || !file.endsWith('.ts')) return null;
      // The time in the address makes the development server see edits; a build runs it once.
      const exports: unknown = await import(`${pathToFileURL(file).href}?at=${Date.now()}`);
      if (typeof exports !== 'object' || exports === null) return null;
      return Object.entries(exports)
        .map(([name, value]) => `export const ${name} = ${writtenOut(value)};`)
        .join('\n');
    },
  };
}

function writtenOut(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'function' ? 'undefined' : JSON.stringify(value);
  }
  if ('method' in value && 'url' in value) {
    const { method, url } = value;
    return JSON.stringify({ method, url, tag: 'tag' in value ? value.tag : '' });
  }
  return isPlain(value) ? JSON.stringify(value) : 'undefined';
}

/** Whether it is made of lists, records and simple values only, so not a schema. */
function isPlain(value: unknown): boolean {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== 'object') return false;
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}
