import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeBytes } from './charset.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const read = (raw: Uint8Array, label: string | null) =>
  decodeBytes(raw, label).text.normalize('NFC');

test('every charset that mail of our languages came in is read', () => {
  const samples: readonly (readonly [string, Buffer, string])[] = [
    ['utf-8', Buffer.from('Xin chào, สวัสดี, مرحبا, 您好'), 'Xin chào, สวัสดี, مرحبا, 您好'],
    ['windows-1258', bytes('43 e1 6d 20 f5 6e'), 'Cám ơn'],
    ['viscii', bytes('43 e1 6d 20 bd 6e'), 'Cám ơn'],
    ['x-viscii', bytes('56 69 ae 74'), 'Việt'],
    ['tcvn5712-1', bytes('56 69 d6 74'), 'Việt'],
    ['tis-620', bytes('ca c7 d1 ca b4 d5'), 'สวัสดี'],
    ['windows-874', bytes('ca c7 d1 ca b4 d5'), 'สวัสดี'],
    ['windows-1256', bytes('e3 d1 cd c8 c7'), 'مرحبا'],
    ['iso-8859-6', bytes('e5 d1 cd c8 c7'), 'مرحبا'],
    ['gb2312', bytes('c4 fa ba c3'), '您好'],
    ['gb18030', bytes('c4 fa ba c3'), '您好'],
    ['cp936', bytes('c4 fa ba c3'), '您好'],
    ['hz-gb-2312', Buffer.from('Hi ~{Dz:C~}!'), 'Hi 您好!'],
    ['big5', bytes('b1 7a a6 6e'), '您好'],
    ['big5-hkscs', bytes('b1 7a a6 6e'), '您好'],
    ['iso-2022-jp', Buffer.from('\u001b$B$3$s\u001b(B', 'latin1'), 'こん'],
    ['shift_jis', bytes('82 b1 82 f1'), 'こん'],
    ['cp932', bytes('82 b1 82 f1'), 'こん'],
    ['euc-jp', bytes('a4 b3 a4 f3'), 'こん'],
    ['euc-kr', bytes('be c8 b3 e7'), '안녕'],
    ['ks_c_5601-1987', bytes('be c8 b3 e7'), '안녕'],
    ['iso-2022-kr', Buffer.from('\u001b$)C\u000e>H3g\u000f', 'latin1'), '안녕'],
    ['koi8-r', bytes('f0 d2 c9 d7 c5 d4'), 'Привет'],
    ['windows-1251', bytes('cf f0 e8 e2 e5 f2'), 'Привет'],
    ['iso-8859-1', bytes('47 72 fc df 65'), 'Grüße'],
    ['iso-8859-15', bytes('a4'), '€'],
    ['cp850', bytes('47 72 81 e1 65'), 'Grüße'],
    ['ibm437', bytes('47 72 81 e1 65'), 'Grüße'],
    ['macintosh', bytes('47 72 9f a7 65'), 'Grüße'],
    ['utf-7', Buffer.from('Gr+APwA3w-e +- ok'), 'Grüße + ok'],
    ['utf-16le', bytes('47 00 72 00'), 'Gr'],
    ['utf-16', bytes('fe ff 00 47 00 72'), 'Gr'],
    ['utf-32be', bytes('00 00 00 47 00 00 00 72'), 'Gr'],
  ];
  for (const [label, raw, text] of samples) assert.equal(read(raw, label), text, label);
});

test('labels in every spelling mean the same', () => {
  const thai = bytes('ca c7 d1 ca b4 d5');
  for (const label of ['TIS620', ' "windows-874" ', 'cp874', 'x-windows-874', "tis-620'"]) {
    assert.equal(read(thai, label), 'สวัสดี', label);
  }
});

test('UTF-8 sent under a Latin label is read as UTF-8', () => {
  assert.equal(read(Buffer.from('Đơn hàng của tôi'), 'iso-8859-1'), 'Đơn hàng của tôi');
  assert.equal(read(Buffer.from('Grüße'), 'us-ascii'), 'Grüße');
  assert.equal(decodeBytes(Buffer.from('Grüße'), 'us-ascii').isAsDeclared, false);
});

test('without a label, or with a senseless one, the charset is told from the bytes', () => {
  const thai = 'ขอบคุณมากครับ สินค้ายังไม่ถึงเลย'.replace(/[\u0e01-\u0e5b]/gu, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) - 0x0e01 + 0xa1),
  );
  const samples: readonly (readonly [Buffer, string])[] = [
    [Buffer.from(thai, 'latin1'), 'ขอบคุณมากครับ สินค้ายังไม่ถึงเลย'],
    [bytes('ce d2 b5 c4 b6 a9 b5 a5 bb b9 c3 bb d3 d0 b5 bd'), '我的订单还没有到'],
    [
      bytes('cf f0 e8 e2 e5 f2 2c 20 e3 e4 e5 20 ec ee e9 20 e7 e0 ea e0 e7'),
      'Привет, где мой заказ',
    ],
    [bytes('e3 d1 cd c8 c7 20 e6 d8 e1 c8 ed'), 'مرحبا وطلبي'],
    [bytes('47 72 fc df 65 20 61 75 73 20 4b f6 6c 6e'), 'Grüße aus Köln'],
  ];
  for (const [raw, text] of samples) {
    for (const label of [null, 'x-unknown', 'no-such-charset']) {
      const decoded = decodeBytes(raw, label);
      assert.equal(decoded.isAsDeclared, false);
      assert.equal(decoded.text, text);
    }
  }
});

test('broken bytes never throw and cost only themselves', () => {
  assert.equal(read(bytes('48 69 20 ff fe 21'), 'utf-8').startsWith('Hi '), true);
  assert.equal(
    read(Buffer.concat([Buffer.from('Chào bạn, đơn hàng'), bytes('e1 ba')]), 'utf-8'),
    'Chào bạn, đơn hàng\ufffd',
  );
  assert.equal(read(bytes(''), 'iso-2022-cn'), '');
});
