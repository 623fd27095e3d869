import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correctionOf, isMasked, qrCode } from './qr-code.ts';

/** Reads a code of one block back (versions 1 to 3), by the standard's own steps. */
function read(code: readonly (readonly boolean[])[], correctionLength: number): string {
  const size = code.length;
  const isDark = (x: number, y: number) => code[y]?.[x] === true;
  const formatPlaces = [0, 1, 2, 3, 4, 5, 7, 8].map((y) => isDark(8, y));
  const format = formatPlaces.reduce((bits, dark, index) => bits | (Number(dark) << index), 0);
  const high = [7, 5, 4, 3, 2, 1, 0].map((x) => isDark(x, 8));
  const bits =
    high.reduce((all, dark, index) => all | (Number(dark) << (index + 8)), format) ^ 0x5412;
  const mask = (bits >>> 10) & 7;
  assert.equal(bits >>> 13, 0, 'level M');
  const isFunction = (x: number, y: number) =>
    x === 6 ||
    y === 6 ||
    (x < 9 && y < 9) ||
    (x > size - 9 && y < 9) ||
    (x < 9 && y > size - 9) ||
    (size > 21 && Math.abs(x - (size - 7)) <= 2 && Math.abs(y - (size - 7)) <= 2);
  const stream: number[] = [];
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (!isFunction(x, y)) stream.push(Number(isDark(x, y) !== isMasked(mask, x, y)));
      }
    }
  }
  const words: number[] = [];
  for (let index = 0; index + 8 <= stream.length; index += 8) {
    words.push(Number.parseInt(stream.slice(index, index + 8).join(''), 2));
  }
  const data = words.slice(0, words.length - correctionLength);
  const text = data.map((word) => word.toString(2).padStart(8, '0')).join('');
  assert.equal(text.slice(0, 4), '0100');
  const length = Number.parseInt(text.slice(4, 12), 2);
  const bytes = Array.from({ length }, (_, index) =>
    Number.parseInt(text.slice(12 + index * 8, 20 + index * 8), 2),
  );
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

test('What was written can be read back', () => {
  assert.equal(read(qrCode('Belay'), 10), 'Belay');
  assert.equal(read(qrCode('https://belay.example/'), 16), 'https://belay.example/');
  assert.equal(read(qrCode('ไม่มีเคสไหนหล่น'.slice(0, 11)), 26), 'ไม่มีเคสไหนหล่น'.slice(0, 11));
});

test('The correction is that of the worked example of ISO/IEC 18004 (version 1-M, 01234567)', () => {
  const data = [
    0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11,
  ];
  const divisor = [216, 194, 159, 111, 199, 94, 95, 113, 157, 193];
  const expected = [0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55];
  assert.deepEqual(correctionOf(data, divisor), expected);
});

test('An otpauth address fits, grows the code as it must, and has its three finders', () => {
  const code = qrCode(
    `otpauth://totp/Belay:${'a'.repeat(60)}%40example.com?secret=${'A'.repeat(52)}&issuer=Belay&digits=6&period=30`,
  );
  const size = code.length;
  assert.equal((size - 17) % 4, 0);
  for (const [x, y] of [
    [0, 0],
    [size - 7, 0],
    [0, size - 7],
  ] as const) {
    const row = Array.from({ length: 7 }, (_, index) => code[y + 3]?.[x + index]);
    assert.deepEqual(row, [true, false, true, true, true, false, true]);
  }
  assert.throws(() => qrCode('x'.repeat(500)), RangeError);
});
