/// <reference types="node" />
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownPath } from './after-sign-in.ts';

test('after signing in one stays on this desk, however the address is written', () => {
  assert.equal(ownPath('/inbox/all?search=a%20b#c'), '/inbox/all?search=a%20b#c');
  const elsewhere = ['//evil.example', '/\\evil.example', '/\t/evil.example', '/\n/evil.example'];
  for (const to of [...elsewhere, 'https://evil.example', 'javascript:alert(1)', '', null]) {
    assert.equal(ownPath(to), '/', String(to));
  }
  assert.equal(ownPath('/sign-in?to=/x'), '/');
});
