/// <reference types="node" />
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergePages, pagesToRefresh } from './merge-pages.ts';

const row = (id: string, note = '') => ({ id, note });
const page = (ids: string, nextCursor: string | null) => ({
  items: [...ids].map((id) => row(id)),
  nextCursor,
});
const idsOf = (pages: readonly { readonly items: readonly { id: string }[] }[]) =>
  pages.map(({ items }) => items.map(({ id }) => id).join(''));

test('A new ticket comes first, and the row it pushed out stays', () => {
  const merged = mergePages(
    [page('abc', 'c'), page('def', null)],
    new Map([[0, page('xab', 'b')]]),
    new Set(['x']),
  );
  assert.deepEqual(idsOf(merged), ['xabc', 'def']);
  assert.deepEqual(
    merged.map(({ nextCursor }) => nextCursor),
    ['c', null],
  );
});

test('A ticket that left the view leaves the list', () => {
  const merged = mergePages([page('abc', null)], new Map([[0, page('ac', null)]]), new Set(['b']));
  assert.deepEqual(idsOf(merged), ['ac']);
});

test('A ticket that moved to the top stands there only', () => {
  const merged = mergePages(
    [page('abc', 'c'), page('def', null)],
    new Map([
      [0, page('eab', 'b')],
      [1, page('df', null)],
    ]),
    new Set(['e']),
  );
  assert.deepEqual(idsOf(merged), ['eabc', 'df']);
});

test('Only the first page and those with a changed ticket are asked for again', () => {
  const pages = [page('abc', 'c'), page('def', 'f'), page('ghi', null)];
  assert.deepEqual(pagesToRefresh(pages, new Set(['h'])), [0, 2]);
  assert.deepEqual(pagesToRefresh(pages, new Set(['new'])), [0]);
});

test('A first page that is all there is replaces what was shown', () => {
  const merged = mergePages([page('abc', null)], new Map([[0, page('b', null)]]), new Set());
  assert.deepEqual(idsOf(merged), ['b']);
});
