import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryOf, navigationEntries } from './navigation-entries.ts';

const placeOf = (pathname: string) => entryOf(pathname, navigationEntries)?.label ?? null;

test('every view belongs to the inbox, but for what is escalated to me', () => {
  assert.equal(placeOf('/inbox/mine'), 'common.nav.inbox');
  assert.equal(placeOf('/inbox/breaching_soon/0199'), 'common.nav.inbox');
  assert.equal(placeOf('/inbox/escalated_by_me'), 'common.nav.inbox');
  assert.equal(placeOf('/inbox/escalated_to_me'), 'common.nav.escalated');
  assert.equal(placeOf('/inbox/escalated_to_me/0199'), 'common.nav.escalated');
});

test('a page below a place belongs to it, and one of no place to none', () => {
  assert.equal(placeOf('/settings/channels'), 'common.nav.settings');
  assert.equal(placeOf('/settingsx'), null);
});

test('no two places have one key', () => {
  const keys = navigationEntries.flatMap((entry) => entry.keys ?? []);
  assert.equal(new Set(keys).size, keys.length);
  assert.ok(keys.includes('g i') && keys.includes('g e'));
});
