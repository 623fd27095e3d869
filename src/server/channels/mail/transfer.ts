/** Undoing of content transfer encodings. All are linear and forgive what mailers get wrong. */

export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return decodeBase64(body);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(body);
  if (/^(?:x-)?uue?(?:ncode)?$/.test(encoding)) return decodeUuencoded(body) ?? body;
  return body;
}

/**
 * Node's decoder skips what is no base64 letter but stops at the first `=`. Some mailers pad
 * in the middle and go on in the next line; what follows the padding in its own line is junk.
 */
function decodeBase64(body: Buffer): Buffer {
  const text = body.toString('latin1');
  if (!/=[^\n]*\n[\s]*[A-Za-z0-9+/]/.test(text)) return Buffer.from(text, 'base64');
  // Written into one buffer: a buffer for each run exhausted the memory on hostile padding.
  const out = Buffer.allocUnsafe(text.length);
  let length = 0;
  let run: string[] = [];
  const flush = () => {
    length += out.write(run.join(''), length, 'base64');
    run = [];
  };
  for (const line of text.split('\n')) {
    const padding = line.indexOf('=');
    run.push(padding === -1 ? line : line.slice(0, padding));
    if (padding !== -1) flush();
  }
  flush();
  return out.subarray(0, length);
}

function decodeQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length);
  let length = 0;
  let at = 0;
  while (at < body.length) {
    const byte = body[at] ?? 0;
    if (byte !== 0x3d) {
      out[length++] = byte;
      at += 1;
      continue;
    }
    const softEnd = endOfSoftBreak(body, at + 1);
    if (softEnd !== -1) {
      at = softEnd;
      continue;
    }
    const high = hexValue(body[at + 1]);
    const low = hexValue(body[at + 2]);
    if (high === -1 || low === -1) {
      out[length++] = byte;
      at += 1;
    } else {
      out[length++] = high * 16 + low;
      at += 3;
    }
  }
  return out.subarray(0, length);
}

/** Where a soft line break that starts after `=` ends, or -1 when there is none. */
function endOfSoftBreak(body: Buffer, from: number): number {
  let at = from;
  // Blanks between `=` and the line end are padding; RFC 2045 caps a line at 76.
  while (at < from + 80 && (body[at] === 0x20 || body[at] === 0x09)) at += 1;
  if (at >= body.length) return body.length;
  if (body[at] === 0x0a) return at + 1;
  if (body[at] === 0x0d) return body[at + 1] === 0x0a ? at + 2 : at + 1;
  return -1;
}

/** The value of an ASCII hexadecimal digit, or -1. */
export function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return -1;
}

/** Decodes `begin 644 name` … `end`; null when the bytes hold no such block. */
export function decodeUuencoded(body: Buffer): Buffer | null {
  const begin = /^begin [0-7]{3,4} [^\r\n]*\r?\n/m.exec(body.toString('latin1', 0, 4096));
  if (begin === null) return null;
  const out: number[] = [];
  let at = begin.index + begin[0].length;
  while (at < body.length) {
    const newline = body.indexOf(0x0a, at);
    const end = newline === -1 ? body.length : newline;
    const wanted = ((body[at] ?? 0x20) - 0x20) & 0x3f;
    if (wanted === 0 || body.toString('latin1', at, at + 3) === 'end') break;
    decodeUuLine(body, { from: at + 1, wanted }, out);
    at = end + 1;
  }
  return Buffer.from(out);
}

function decodeUuLine(body: Buffer, line: { from: number; wanted: number }, out: number[]): void {
  const stop = out.length + line.wanted;
  for (let at = line.from; out.length < stop; at += 4) {
    const value = (offset: number) => ((body[at + offset] ?? 0x20) - 0x20) & 0x3f;
    out.push((value(0) << 2) | (value(1) >> 4));
    if (out.length < stop) out.push(((value(1) & 15) << 4) | (value(2) >> 2));
    if (out.length < stop) out.push(((value(2) & 3) << 6) | value(3));
  }
}
