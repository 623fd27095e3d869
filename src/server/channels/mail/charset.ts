import { guessCharset } from './charset-guess.ts';
import { legacyCodePages, visciiLowLetters } from './charset-tables.ts';
import { decodeUtf7, unpackHz, unpackShiftOut } from './charset-escape.ts';

export type DecodedText = {
  readonly text: string;
  /** The label the bytes were really read with. */
  readonly charset: string;
  /** False when the sender named no usable charset, or one that the bytes contradict. */
  readonly isAsDeclared: boolean;
};

/** Labels seen in mail that `TextDecoder` refuses although it knows the encoding. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['cp932', 'shift_jis'],
  ['windows932', 'shift_jis'],
  ['windows31j', 'shift_jis'],
  ['mskanji', 'shift_jis'],
  ['shiftjis', 'shift_jis'],
  ['sjis', 'shift_jis'],
  ['cp936', 'gb18030'],
  ['windows936', 'gb18030'],
  ['gb2312', 'gb18030'],
  ['gbk', 'gb18030'],
  ['euccn', 'gb18030'],
  ['cp949', 'euc-kr'],
  ['uhc', 'euc-kr'],
  ['ksc56011987', 'euc-kr'],
  ['ksc5601', 'euc-kr'],
  ['euckr', 'euc-kr'],
  ['cp950', 'big5'],
  ['windows950', 'big5'],
  ['big5hkscs', 'big5'],
  ['eucjp', 'euc-jp'],
  ['cp51932', 'euc-jp'],
  ['iso2022jp1', 'iso-2022-jp'],
  ['iso2022jp2', 'iso-2022-jp'],
  ['iso2022jpms', 'iso-2022-jp'],
  ['cp50220', 'iso-2022-jp'],
  ['cp50221', 'iso-2022-jp'],
  ['cp874', 'windows-874'],
  ['ibm874', 'windows-874'],
  ['tis620', 'windows-874'],
  ['iso88598i', 'iso-8859-8-i'],
  ['iso88598e', 'iso-8859-8'],
  ['utf8mb4', 'utf-8'],
  ['unicode11utf8', 'utf-8'],
  ['ansix341968', 'us-ascii'],
  ['646', 'us-ascii'],
]);

const saysNothing = new Set([
  '',
  'unknown8bit',
  'xunknown',
  'unknown',
  '8bit',
  'binary',
  'default',
  'none',
  'null',
  'usascii',
  'ascii',
  '7bit',
  'charset',
]);

/** Labels under which UTF-8 is so often sent by mistake that its own pattern is believed. */
const oftenReallyUtf8 = new Set(['iso-8859-1', 'windows-1252', 'iso-8859-15', 'us-ascii']);

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const looseUtf8 = new TextDecoder('utf-8');
const decoders = new Map<string, TextDecoder | null>();

/**
 * Turns bytes of a mail into text, whatever charset the sender named, misnamed or forgot.
 * Never throws: bytes that mean nothing become U+FFFD. The result is not normalised.
 */
export function decodeBytes(bytes: Uint8Array, declared: string | null): DecodedText {
  const label = tidyLabel(declared);
  const key = label.replace(/[^a-z0-9]/g, '');
  const marked = decodeByMark(bytes);
  if (marked !== null) return marked;
  const escaped = decodeByEscapes(bytes, key);
  if (escaped !== null) return escaped;
  if (isAscii(bytes) && !key.startsWith('utf16') && !key.startsWith('utf32')) {
    return { text: latin1(bytes), charset: 'us-ascii', isAsDeclared: true };
  }
  if (saysNothing.has(key)) return decodeUndeclared(bytes);
  const page = codePage(bytes, key);
  if (page !== null) return page;
  const decoder = decoderFor(label, key);
  if (decoder === null) return decodeUndeclared(bytes);
  if (decoder.encoding === 'utf-8') return decodeClaimedUtf8(bytes);
  if (oftenReallyUtf8.has(decoder.encoding)) {
    const utf8 = tryUtf8(bytes);
    if (utf8 !== null) return { text: utf8, charset: 'utf-8', isAsDeclared: false };
  }
  return { text: decoder.decode(bytes), charset: label, isAsDeclared: true };
}

/** Reads bytes as UTF-8, or null when they are not. */
export function tryUtf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

/** One character per byte, so that the bytes can be had back with `Buffer.from(text, 'latin1')`. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

export function isAscii(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    // ESC and SO announce a 7-bit encoding of more than ASCII.
    if (byte >= 0x80 || byte === 0x1b || byte === 0x0e) return false;
  }
  return true;
}

function tidyLabel(declared: string | null): string {
  return (declared ?? '')
    .toLowerCase()
    .replace(/\*.*$/, '')
    .replace(/^[\s"'=]+|[\s"';,]+$/g, '')
    .replace(/^(?:charset=|x-)/, '')
    .slice(0, 64);
}

function decoderFor(label: string, key: string): TextDecoder | null {
  const name = aliases.get(key) ?? aliases.get(key.replace(/^(?:cs|ms|x)/, '')) ?? label;
  const known = decoders.get(name);
  if (known !== undefined) return known;
  const made =
    construct(name) ??
    construct(key) ??
    construct(key.replace(/^(?:cp|ms|win|ansi)(?=125\d$)/, 'windows-'));
  // A sender may invent labels without end; only a bounded number is remembered.
  if (decoders.size < 500) decoders.set(name, made);
  return made;
}

function construct(label: string): TextDecoder | null {
  try {
    const decoder = new TextDecoder(label);
    // The "replacement" encoding reads everything as one U+FFFD.
    return decoder.encoding === 'replacement' ? null : decoder;
  } catch {
    return null;
  }
}

function decodeByMark(bytes: Uint8Array): DecodedText | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return { text: looseUtf8.decode(bytes), charset: 'utf-8', isAsDeclared: true };
  }
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const charset = first === 0xff ? 'utf-16le' : 'utf-16be';
    return { text: new TextDecoder(charset).decode(bytes), charset, isAsDeclared: true };
  }
  return null;
}

function decodeByEscapes(bytes: Uint8Array, key: string): DecodedText | null {
  if (key === 'utf7' || key === 'unicode11utf7' || key === 'csunicode11utf7') {
    return { text: decodeUtf7(latin1(bytes)), charset: 'utf-7', isAsDeclared: true };
  }
  if (key === 'hzgb2312' || key === 'hz') {
    return {
      text: new TextDecoder('gb18030').decode(unpackHz(bytes)),
      charset: 'hz-gb-2312',
      isAsDeclared: true,
    };
  }
  if (key === 'iso2022kr' || key === 'csiso2022kr') {
    return {
      text: new TextDecoder('euc-kr').decode(unpackShiftOut(bytes)),
      charset: 'iso-2022-kr',
      isAsDeclared: true,
    };
  }
  if (key === 'iso2022cn' || key === 'iso2022cnext') {
    return {
      text: new TextDecoder('gb18030').decode(unpackShiftOut(bytes)),
      charset: 'iso-2022-cn',
      isAsDeclared: true,
    };
  }
  if (key.startsWith('utf32') || key === 'ucs4' || key === 'iso10646ucs4')
    return decodeUtf32(bytes, key);
  return null;
}

function decodeUtf32(bytes: Uint8Array, key: string): DecodedText {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = key.endsWith('le') || (bytes[0] === 0xff && bytes[1] === 0xfe);
  const pieces: string[] = [];
  for (let offset = 0; offset + 4 <= bytes.byteLength; offset += 4) {
    const point = view.getUint32(offset, isLittle);
    if (point === 0xfeff) continue;
    pieces.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
  }
  return { text: pieces.join(''), charset: key, isAsDeclared: true };
}

function codePage(bytes: Uint8Array, key: string): DecodedText | null {
  const name = key.replace(/^(?:cs|x)/, '').replace(/^(?:ibm|pc|dos|oem)(?=\d)/, 'cp');
  const wanted = name.startsWith('tcvn') ? 'tcvn' : name.startsWith('viscii') ? 'viscii' : name;
  const upper = legacyCodePages[wanted];
  if (upper === undefined) return null;
  const letters = Array.from(upper);
  const pieces: string[] = [];
  for (const byte of bytes) {
    if (byte >= 0x80) pieces.push(letters[byte - 0x80] ?? '\ufffd');
    else
      pieces.push(
        (wanted === 'viscii' ? visciiLowLetters.get(byte) : undefined) ?? String.fromCharCode(byte),
      );
  }
  return { text: pieces.join(''), charset: wanted, isAsDeclared: true };
}

function decodeClaimedUtf8(bytes: Uint8Array): DecodedText {
  const exact = tryUtf8(bytes);
  if (exact !== null) return { text: exact, charset: 'utf-8', isAsDeclared: true };
  const loose = looseUtf8.decode(bytes);
  // A cut-off character is a truncated UTF-8; many wrong ones are another charset.
  const wrong = count(loose, '\ufffd');
  const right = loose.length - wrong - countAscii(loose);
  if (wrong <= 2 || right > wrong * 4)
    return { text: loose, charset: 'utf-8', isAsDeclared: false };
  return decodeUndeclared(bytes);
}

function decodeUndeclared(bytes: Uint8Array): DecodedText {
  const utf8 = tryUtf8(bytes);
  if (utf8 !== null && !utf8.includes('\u001b')) {
    return { text: utf8, charset: 'utf-8', isAsDeclared: false };
  }
  const charset = guessCharset(bytes);
  return { text: new TextDecoder(charset).decode(bytes), charset, isAsDeclared: false };
}

function count(text: string, letter: string): number {
  let found = 0;
  for (let at = text.indexOf(letter); at !== -1; at = text.indexOf(letter, at + 1)) found += 1;
  return found;
}

function countAscii(text: string): number {
  let found = 0;
  for (let index = 0; index < text.length; index += 1)
    if (text.charCodeAt(index) < 0x80) found += 1;
  return found;
}
