/**
 * The 7-bit encodings that switch their meaning by escape sequences and that `TextDecoder`
 * refuses to read. Each is unpacked to an encoding it does read. All are linear.
 */

const direct = /[+&]/;

/** Decodes UTF-7 (RFC 2152) from a text of one character per byte. */
export function decodeUtf7(text: string): string {
  if (!direct.test(text)) return text;
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    const plus = text.indexOf('+', at);
    if (plus === -1) {
      pieces.push(text.slice(at));
      break;
    }
    pieces.push(text.slice(at, plus));
    let end = plus + 1;
    while (end < text.length && isBase64Code(text.charCodeAt(end))) end += 1;
    const packed = text.slice(plus + 1, end);
    if (packed === '') {
      pieces.push('+');
    } else {
      const bytes = Buffer.from(packed, 'base64');
      pieces.push(
        bytes
          .subarray(0, bytes.length & ~1)
          .swap16()
          .toString('utf16le'),
      );
    }
    at = text[end] === '-' ? end + 1 : end;
  }
  return pieces.join('');
}

/** Unpacks HZ (RFC 1843, `~{` … `~}`) to GB 2312 with high bits set. */
export function unpackHz(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let isPacked = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    const next = bytes[index + 1];
    if (byte === 0x7e && (next === 0x7b || next === 0x7d || next === 0x7e || next === 0x0a)) {
      index += 1;
      if (next === 0x7b) isPacked = true;
      else if (next === 0x7d) isPacked = false;
      else if (next === 0x7e) out[length++] = 0x7e;
      continue;
    }
    if (byte === 0x0a) isPacked = false;
    out[length++] = isPacked && byte > 0x20 ? byte | 0x80 : byte;
  }
  return out.subarray(0, length);
}

/** Unpacks ISO-2022-KR and -CN: SO and SI switch, designations (ESC $ …) are dropped. */
export function unpackShiftOut(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let isShifted = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === 0x1b && bytes[index + 1] === 0x24) {
      index += 3;
      continue;
    }
    if (byte === 0x0e) isShifted = true;
    else if (byte === 0x0f) isShifted = false;
    else out[length++] = isShifted && byte > 0x20 ? byte | 0x80 : byte;
  }
  return out.subarray(0, length);
}

function isBase64Code(code: number): boolean {
  return (
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x2f && code <= 0x39) ||
    code === 0x2b
  );
}
