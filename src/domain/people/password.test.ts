import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passwordFault } from './password.ts';

test('A password has twelve characters at least, however they are encoded, and 128 at most', () => {
  assert.equal(passwordFault('short', []), 'password_too_short');
  assert.equal(passwordFault('ế'.normalize('NFD').repeat(11), []), 'password_too_short');
  assert.equal(passwordFault('quiet harbour lantern '.repeat(6), []), 'password_too_long');
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
