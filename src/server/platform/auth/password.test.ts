import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashPassword, passwordFault, verifyPassword } from './password.ts';

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

test('Passwords that guessers try first are refused, however they are dressed up', () => {
  const common = [
    'password1234',
    'P@ssw0rd2026!',
    'passwordpassword',
    'qwertyuiop123',
    '123412341234',
    '123456789012',
    'abcdefghijkl',
    'aaaaaaaaaaab',
    'Welcome2026!!!!',
    'iloveyou1234',
    '1qaz2wsx3edc',
    'adminadmin1!',
    'woaini1314520',
    'matkhau12345',
  ];
  for (const password of common) {
    assert.equal(passwordFault(password, []), 'password_too_common', password);
  }
});

test('Long phrases pass in every script', () => {
  const good = [
    'quiet harbour lantern',
    'ba chiếc xe đạp xanh',
    'จักรยานสีเขียวสามคัน',
    'ثلاث دراجات خضراء',
    '三輛綠色的自行車停在門口',
    'tr0ub4dor&3xkcd',
  ];
  for (const password of good)
    assert.equal(passwordFault(password, ['Lan', 'lan@acme.example']), null, password);
});

test('A password that only says who chose it is refused', () => {
  const context = ['Nguyễn Thị Lan', 'lan.nguyen@acme.example', 'Acme'];
  assert.equal(passwordFault('lan.nguyen@acme.example', context), 'password_too_common');
  assert.equal(passwordFault('acme-nguyen-2026', context), 'password_too_common');
  assert.equal(passwordFault('acme bicycles are green', context), null);
});
