import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isId } from '#domain/kernel/id.ts';
import { newId } from './ids.ts';

test('ids are UUIDv7, differ, and sort by the millisecond they were drawn in', () => {
  const before = Date.now();
  const ids = Array.from({ length: 1000 }, () => newId());
  const after = Date.now();
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) {
    assert.ok(isId(id));
    assert.equal(id[14], '7');
    const drawnAt = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    assert.ok(drawnAt >= before && drawnAt <= after);
  }
});
