/*
 * QR codes of model 2 (ISO/IEC 18004): byte mode, error correction level M, versions 1 to 15, which
 * hold 412 bytes. That is all that an `otpauth` address needs, and less than any package brings.
 */

/** By version: codewords of error correction in each block, and how many blocks there are. */
const correctionPerBlock = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24];
const blockCounts = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10];
const versionMax = 15;

type Grid = { readonly size: number; readonly dark: boolean[][]; readonly isFixed: boolean[][] };

/** The modules of the code, row by row; true is dark. Throws when the text is too long. */
export function qrCode(text: string): readonly (readonly boolean[])[] {
  const bytes = new TextEncoder().encode(text);
  const version = versionFor(bytes.length);
  const codewords = interleave(dataCodewords(bytes, version), version);
  const candidates = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => draw(version, codewords, mask));
  const [best] = candidates.toSorted((a, b) => penaltyOf(a) - penaltyOf(b));
  return best?.dark ?? [];
}

function versionFor(length: number): number {
  for (let version = 1; version <= versionMax; version += 1) {
    const headerBits = 4 + countBits(version);
    if (headerBits + length * 8 <= dataLength(version) * 8) return version;
  }
  throw new RangeError('the text is too long for the code');
}

function countBits(version: number): number {
  return version < 10 ? 8 : 16;
}

function rawLength(version: number): number {
  let bits = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const count = Math.floor(version / 7) + 2;
    bits -= (25 * count - 10) * count - 55;
    if (version >= 7) bits -= 36;
  }
  return Math.floor(bits / 8);
}

function dataLength(version: number): number {
  return rawLength(version) - at(correctionPerBlock, version - 1) * at(blockCounts, version - 1);
}

function dataCodewords(bytes: Uint8Array, version: number): number[] {
  const bits: number[] = [];
  const push = (value: number, length: number) => {
    for (let shift = length - 1; shift >= 0; shift -= 1) bits.push((value >>> shift) & 1);
  };
  push(0b0100, 4);
  push(bytes.length, countBits(version));
  for (const byte of bytes) push(byte, 8);
  const capacity = dataLength(version) * 8;
  push(0, Math.min(4, capacity - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) push(pad, 8);
  const codewords: number[] = [];
  for (let start = 0; start < bits.length; start += 8) {
    codewords.push(Number.parseInt(bits.slice(start, start + 8).join(''), 2));
  }
  return codewords;
}

/** Splits the data into blocks, adds each block's correction, and deals them out in turn. */
function interleave(data: readonly number[], version: number): number[] {
  const count = at(blockCounts, version - 1);
  const correctionLength = at(correctionPerBlock, version - 1);
  const shortCount = count - (rawLength(version) % count);
  const shortLength = Math.floor(rawLength(version) / count) - correctionLength;
  const divisor = correctionDivisor(correctionLength);
  const blocks: { data: readonly number[]; correction: readonly number[] }[] = [];
  let start = 0;
  for (let index = 0; index < count; index += 1) {
    const end = start + shortLength + (index < shortCount ? 0 : 1);
    const part = data.slice(start, end);
    blocks.push({ data: part, correction: correctionOf(part, divisor) });
    start = end;
  }
  const dealt: number[] = [];
  for (let index = 0; index <= shortLength; index += 1) {
    for (const { data: part } of blocks) {
      const codeword = part[index];
      if (codeword !== undefined) dealt.push(codeword);
    }
  }
  for (let index = 0; index < correctionLength; index += 1) {
    for (const { correction } of blocks) dealt.push(at(correction, index));
  }
  return dealt;
}

function correctionDivisor(degree: number): number[] {
  const result = [...Array<number>(degree - 1).fill(0), 1];
  let root = 1;
  for (let step = 0; step < degree; step += 1) {
    for (let index = 0; index < degree; index += 1) {
      result[index] = multiply(at(result, index), root) ^ (result[index + 1] ?? 0);
    }
    root = multiply(root, 2);
  }
  return result;
}

/** The remainder of Reed–Solomon over GF(2⁸) with the polynomial 0x11D. */
export function correctionOf(data: readonly number[], divisor: readonly number[]): number[] {
  let result = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ at(result, 0);
    result = [...result.slice(1), 0].map(
      (each, index) => each ^ multiply(at(divisor, index), factor),
    );
  }
  return result;
}

function multiply(x: number, y: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((y >>> bit) & 1) * x;
  }
  return product;
}

function draw(version: number, codewords: readonly number[], mask: number): Grid {
  const size = version * 4 + 17;
  const rows = () => Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const grid: Grid = { size, dark: rows(), isFixed: rows() };
  drawFixed(grid, version);
  drawFormat(grid, mask);
  drawData(grid, codewords, mask);
  return grid;
}

function fix(grid: Grid, x: number, y: number, isDark: boolean): void {
  const row = grid.dark[y];
  const fixedRow = grid.isFixed[y];
  if (!row || !fixedRow || x < 0 || x >= grid.size) return;
  row[x] = isDark;
  fixedRow[x] = true;
}

function drawFixed(grid: Grid, version: number): void {
  const { size } = grid;
  for (let index = 0; index < size; index += 1) {
    fix(grid, 6, index, index % 2 === 0);
    fix(grid, index, 6, index % 2 === 0);
  }
  drawRings(grid, { x: 3, y: 3, reach: 4 });
  drawRings(grid, { x: size - 4, y: 3, reach: 4 });
  drawRings(grid, { x: 3, y: size - 4, reach: 4 });
  const places = alignmentPlaces(version);
  const last = places.length - 1;
  places.forEach((x, column) => {
    places.forEach((y, row) => {
      const isCorner =
        (column === 0 && row === 0) ||
        (column === 0 && row === last) ||
        (column === last && row === 0);
      if (!isCorner) drawRings(grid, { x, y, reach: 2 });
    });
  });
  if (version >= 7) drawVersion(grid, version);
}

/** A finder (reach 4, its light border included) or an alignment pattern (reach 2). */
function drawRings(grid: Grid, ring: { x: number; y: number; reach: number }): void {
  for (let dy = -ring.reach; dy <= ring.reach; dy += 1) {
    for (let dx = -ring.reach; dx <= ring.reach; dx += 1) {
      const distance = Math.max(Math.abs(dx), Math.abs(dy));
      const isDark = ring.reach === 4 ? distance !== 2 && distance !== 4 : distance !== 1;
      fix(grid, ring.x + dx, ring.y + dy, isDark);
    }
  }
}

function alignmentPlaces(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const places = Array.from({ length: count - 1 }, (_, index) => version * 4 + 10 - index * step);
  return [6, ...places.reverse()];
}

function drawVersion(grid: Grid, version: number): void {
  let rest = version;
  for (let step = 0; step < 12; step += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let index = 0; index < 18; index += 1) {
    const isDark = ((bits >>> index) & 1) === 1;
    const far = grid.size - 11 + (index % 3);
    const near = Math.floor(index / 3);
    fix(grid, far, near, isDark);
    fix(grid, near, far, isDark);
  }
}

/** Level M is 00; the mask follows, and ten bits that correct both. */
function drawFormat(grid: Grid, mask: number): void {
  let rest = mask;
  for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const isSet = (index: number) => ((bits >>> index) & 1) === 1;
  const { size } = grid;
  for (let index = 0; index <= 5; index += 1) fix(grid, 8, index, isSet(index));
  fix(grid, 8, 7, isSet(6));
  fix(grid, 8, 8, isSet(7));
  fix(grid, 7, 8, isSet(8));
  for (let index = 9; index < 15; index += 1) fix(grid, 14 - index, 8, isSet(index));
  for (let index = 0; index < 8; index += 1) fix(grid, size - 1 - index, 8, isSet(index));
  for (let index = 8; index < 15; index += 1) fix(grid, 8, size - 15 + index, isSet(index));
  fix(grid, 8, size - 8, true);
}

/** Fills what is free in columns of two, up and down from the lower right, masked. */
function drawData(grid: Grid, codewords: readonly number[], mask: number): void {
  const { size } = grid;
  let index = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (grid.isFixed[y]?.[x]) continue;
        const bit = ((codewords[index >>> 3] ?? 0) >>> (7 - (index & 7))) & 1;
        const row = grid.dark[y];
        if (row) row[x] = (bit === 1) !== isMasked(mask, x, y);
        index += 1;
      }
    }
  }
}

export function isMasked(mask: number, x: number, y: number): boolean {
  switch (mask) {
    case 0:
      return (x + y) % 2 === 0;
    case 1:
      return y % 2 === 0;
    case 2:
      return x % 3 === 0;
    case 3:
      return (x + y) % 3 === 0;
    case 4:
      return (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0;
    case 5:
      return ((x * y) % 2) + ((x * y) % 3) === 0;
    case 6:
      return (((x * y) % 2) + ((x * y) % 3)) % 2 === 0;
    default:
      return (((x + y) % 2) + ((x * y) % 3)) % 2 === 0;
  }
}

/** Long runs, squares of one colour, and an uneven share of dark are hard to read. */
function penaltyOf({ size, dark }: Grid): number {
  let penalty = 0;
  const isDark = (x: number, y: number) => dark[y]?.[x] === true;
  for (const isRow of [true, false]) {
    for (let line = 0; line < size; line += 1) {
      let run = 0;
      for (let index = 0; index < size; index += 1) {
        const here = isRow ? isDark(index, line) : isDark(line, index);
        const before = isRow ? isDark(index - 1, line) : isDark(line, index - 1);
        run = index > 0 && here === before ? run + 1 : 1;
        if (run === 5) penalty += 3;
        else if (run > 5) penalty += 1;
      }
    }
  }
  let darkCount = 0;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (isDark(x, y)) darkCount += 1;
      const here = isDark(x, y);
      const isSquare = [isDark(x + 1, y), isDark(x, y + 1), isDark(x + 1, y + 1)].every(
        (each) => each === here,
      );
      if (isSquare && x < size - 1 && y < size - 1) penalty += 3;
    }
  }
  return penalty + Math.floor(Math.abs((darkCount / (size * size)) * 20 - 10)) * 10;
}

function at(list: readonly number[], index: number): number {
  const value = list[index];
  if (value === undefined) throw new RangeError(`there is no entry ${index}`);
  return value;
}
