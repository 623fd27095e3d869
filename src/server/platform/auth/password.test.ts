import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashPassword, verifyPassword } from './password.ts';

test('A password matches its own hash, however its accents were typed, and nothing else does', async () => {
  const hash = await hashPassword('mật khẩu của tôi');
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.equal(await verifyPassword({ hash, password: 'mật khẩu của tôi'.normalize('NFD') }), true);
  assert.equal(await verifyPassword({ hash, password: 'mat khau cua toi' }), false);
  assert.equal(await verifyPassword({ hash, password: '' }), false);
  assert.equal(await verifyPassword({ hash: '', password: '' }), false);
  assert.equal(await verifyPassword({ hash: 'damaged', password: 'damaged' }), false);
});

test('The same password has another hash each time', async () => {
  assert.notEqual(
    await hashPassword('quiet harbour lantern'),
    await hashPassword('quiet harbour lantern'),
  );
});
