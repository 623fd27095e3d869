import { BackupError } from './backup-error.ts';

/*
 * As much of the tar format (POSIX ustar) as a backup needs: plain files, one after the other,
 * written and read as a stream. Any `tar` lists and unpacks it.
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06
 */

const blockBytes = 512;
/** Eleven octal digits. */
const sizeMax = 8 ** 11 - 1;

export type TarEntry = {
  readonly name: string;
  readonly size: number;
  /** Read once, before the next entry is asked for. What is left unread is skipped. */
  readonly body: AsyncIterable<Buffer>;
};

/** The block before a file's bytes. Throws when the name or the size does not fit the format. */
export function tarHeader(name: string, size: number, mtimeSeconds: number): Buffer {
  if (size > sizeMax) throw new BackupError(`${name} has ${size} bytes, too many for one part.`);
  const { prefix, rest } = splitName(name);
  const block = Buffer.alloc(blockBytes);
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
  block.write(rest, 0);
  block.write(`${octal(0o600, 7)}\0`, 100);
  block.write(`${octal(0, 7)}\0`, 108);
  block.write(`${octal(0, 7)}\0`, 116);
  block.write(`${octal(size, 11)}\0`, 124);
  block.write(`${octal(Math.max(0, Math.floor(mtimeSeconds)), 11)}\0`, 136);
  block.write('0', 156);
  block.write('ustar\x0000', 257);
  block.write(prefix, 345);
  block.write(`${octal(sumOf(block), 6)}\0 `, 148);
  return block;
}

/** What fills the last block of a file. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((blockBytes - (size % blockBytes)) % blockBytes);
}

/** Two empty blocks: nothing follows. */
export const tarEnd = Buffer.alloc(2 * blockBytes);

/** Reads the files of a tar in order. Throws a BackupError where it is cut off or garbled. */
export async function* readTar(bytes: AsyncIterable<Buffer>): AsyncGenerator<TarEntry, void> {
  const reader = new ByteReader(bytes);
  for (;;) {
    const header = await reader.exactly(blockBytes);
    if (header.every((byte) => byte === 0)) return;
    const { name, size } = parseHeader(header);
    let left = size;
    const body = async function* (): AsyncGenerator<Buffer, void> {
      while (left > 0) {
        const chunk = await reader.upTo(left);
        left -= chunk.length;
        yield chunk;
      }
    };
    yield { name, size, body: body() };
    while (left > 0) left -= (await reader.upTo(left)).length;
    await reader.exactly(tarPadding(size).length);
  }
}

/** A name of more than 100 bytes is split at a slash. */
function splitName(name: string): { prefix: string; rest: string } {
  const bytes = Buffer.byteLength(name);
  if (bytes <= 100) return { prefix: '', rest: name };
  const slash = name.indexOf('/', name.length - 101);
  if (bytes !== name.length || slash < 1 || slash > 155) {
    throw new BackupError(`${name} is too long a name for a part.`);
  }
  return { prefix: name.slice(0, slash), rest: name.slice(slash + 1) };
}

/** The checksum counts its own eight bytes as spaces. */
function sumOf(block: Buffer): number {
  let sum = 0;
  for (const [index, byte] of block.entries()) sum += index >= 148 && index < 156 ? 0x20 : byte;
  return sum;
}

function parseHeader(block: Buffer): { name: string; size: number } {
  const text = (from: number, length: number): string =>
    block.toString('utf8', from, from + length).replace(/\0[^]*$/, '');
  const sum = Number.parseInt(text(148, 8), 8);
  const size = Number.parseInt(text(124, 12), 8);
  if (sum !== sumOf(block) || !Number.isSafeInteger(size) || block[156] !== 0x30) {
    throw new BackupError('a part has no readable name');
  }
  const prefix = text(345, 155);
  return { name: prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`, size };
}

class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** At least one byte, at most so many. */
  async upTo(bytesMax: number): Promise<Buffer> {
    while (this.#rest.length === 0) {
      const next = await this.#source.next();
      if (next.done === true) throw new BackupError('it ends too early');
      this.#rest = next.value;
    }
    const taken = this.#rest.subarray(0, bytesMax);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  async exactly(bytes: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let left = bytes;
    while (left > 0) {
      const piece = await this.upTo(left);
      pieces.push(piece);
      left -= piece.length;
    }
    return Buffer.concat(pieces);
  }
}
