/// <reference types="node" />
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activeFilters, listQueryOf, readInboxSearch, readView } from './inbox-search.ts';

test('An address is read as far as it is known', () => {
  assert.deepEqual(
    readInboxSearch({ q: ' hoàn tiền ', sort: 'burning', tab: 'everything', state: 'open', x: 1 }),
    { q: 'hoàn tiền', sort: 'burning', tab: 'everything', state: 'open' },
  );
  assert.deepEqual(readInboxSearch({ sort: 'sideways', tab: 'conversation', q: '' }), {});
});

test('A number typed as a search arrives as a number and is sought as words', () => {
  assert.deepEqual(readInboxSearch({ q: 1042 }), { q: '1042' });
});

test('The list is asked for the view, the filters and the words, never for the tab', () => {
  assert.deepEqual(listQueryOf('team', { q: 'refund', tab: 'everything', priority: 'high' }), {
    view: 'team',
    priority: 'high',
    search: 'refund',
  });
});

test('A view that does not exist becomes the first, and filters keep their order', () => {
  assert.equal(readView('nonsense'), 'mine');
  assert.equal(readView('mentions'), 'mentions');
  assert.deepEqual(activeFilters({ tag: 'vip', state: 'open' }), [
    ['state', 'open'],
    ['tag', 'vip'],
  ]);
});
