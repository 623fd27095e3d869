import { decodeBytes, tryUtf8 } from './charset.ts';
import { hexValue } from './transfer.ts';

/**
 * Header fields of a mail or of a part of one. Values are unfolded and still hold the bytes
 * as they came, one character per byte: encoded words may carry raw 8-bit bytes, and what
 * those mean is only known when the field is decoded.
 */
export type HeaderField = { readonly name: string; readonly raw: string };

export type StructuredValue = {
  readonly value: string;
  readonly params: ReadonlyMap<string, string>;
};

export function parseHeaderBlock(block: string): HeaderField[] {
  const fields: { name: string; lines: string[] }[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      last.lines.push(line);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trimEnd().toLowerCase();
    // Printable ASCII without blanks, as RFC 5322 says: "From " lines of mbox drop out here.
    if (!/^[!-9;-~]+$/.test(name)) continue;
    fields.push({ name, lines: [line.slice(colon + 1)] });
  }
  return fields.map(({ name, lines }) => ({ name, raw: lines.join('').trim() }));
}

export function firstRaw(fields: readonly HeaderField[], name: string): string | null {
  return fields.find((field) => field.name === name)?.raw ?? null;
}

/** The first field of this name as one line of NFC text without control characters, or null. */
export function firstText(fields: readonly HeaderField[], name: string): string | null {
  const raw = firstRaw(fields, name);
  return raw === null ? null : decodeHeaderText(raw);
}

const wordPattern = /=\?([^\s?]{1,60})\?([bBqQ])\?([^?\r\n]*)\?=/g;

/** Decodes an unstructured field: encoded words, raw bytes, NFC, always a single line. */
export function decodeHeaderText(raw: string): string {
  return singleLine(decodeWords(raw, (text) => text));
}

/**
 * Rewrites a field of addresses so that a parser which knows only UTF-8 reads it: every
 * run of encoded words becomes one in UTF-8, raw bytes become characters.
 */
export function rewriteWordsAsUtf8(raw: string): string {
  const asWord = (text: string) =>
    `=?utf-8?B?${Buffer.from(singleLine(text)).toString('base64')}?=`;
  return decodeWords(raw, asWord).replace(/[\r\n]+/g, ' ');
}

/** Removes what would break a line or hide text in one: CR, LF, NUL and other controls. */
export function singleLine(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .normalize('NFC');
}

type WordRun = { charset: string; chunks: Buffer[] };

function decodeWords(raw: string, present: (text: string) => string): string {
  const pieces: string[] = [];
  let run: WordRun[] = [];
  let at = 0;
  const flush = () => {
    if (run.length > 0) pieces.push(present(run.map(decodeRun).join('')));
    run = [];
  };
  for (const match of raw.matchAll(wordPattern)) {
    const between = raw.slice(at, match.index);
    // Blanks between two encoded words belong to neither (RFC 2047, section 6.2).
    if (run.length === 0 || between.trim() !== '') {
      flush();
      pieces.push(decodeRaw(between));
    }
    const charset = (match[1] ?? '').replace(/\*.*$/, '').toLowerCase();
    const bytes = wordBytes(match[2] ?? 'q', match[3] ?? '');
    const last = run.at(-1);
    // A character may be split over two words, so bytes are joined before they are read.
    if (last !== undefined && last.charset === charset) last.chunks.push(bytes);
    else run.push({ charset, chunks: [bytes] });
    at = match.index + match[0].length;
  }
  flush();
  pieces.push(decodeRaw(raw.slice(at)));
  return pieces.join('');
}

function decodeRun(run: WordRun): string {
  return decodeBytes(Buffer.concat(run.chunks), run.charset).text;
}

function decodeRaw(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  return tryUtf8(bytes) ?? decodeBytes(bytes, null).text;
}

function wordBytes(encoding: string, payload: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(payload, 'base64');
  const out: number[] = [];
  for (let at = 0; at < payload.length; at += 1) {
    const code = payload.charCodeAt(at);
    const high = code === 0x3d ? hexValue(payload.charCodeAt(at + 1)) : -1;
    const low = high === -1 ? -1 : hexValue(payload.charCodeAt(at + 2));
    if (low !== -1) {
      out.push(high * 16 + low);
      at += 2;
    } else {
      out.push(code === 0x5f ? 0x20 : code);
    }
  }
  return Buffer.from(out);
}

/** Reads `type/subtype; name="…"; filename*0*=utf-8''…` into lower-case value and decoded parameters. */
export function parseStructured(raw: string): StructuredValue {
  // Some mailers forget the semicolon before the first parameter.
  const repaired = raw.replace(/^([^\s;="]+)\s+(?=[\w*-]+=)/, '$1; ');
  const segments = splitOutsideQuotes(stripComments(repaired));
  const value = (segments[0] ?? '').trim().replace(/^"|"$/g, '').toLowerCase();
  const plain = new Map<string, string>();
  const parts = new Map<string, { index: number; isEncoded: boolean; text: string }[]>();
  // A sender gains nothing by more than this; the cap keeps hostile headers cheap.
  for (const segment of segments.slice(1, 100)) {
    const equals = segment.indexOf('=');
    if (equals === -1) continue;
    const name = segment.slice(0, equals).trim().toLowerCase();
    const text = unquote(segment.slice(equals + 1).trim());
    const star = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(name);
    if (star === null) {
      // The first of two parameters of one name counts, as with header fields.
      if (!plain.has(name)) plain.set(name, decodeHeaderText(text));
      continue;
    }
    const base = star[1] ?? name;
    const list = parts.get(base) ?? [];
    const isEncoded = star[2] === undefined || star[3] === '*';
    list.push({ index: Number(star[2] ?? 0), isEncoded, text });
    parts.set(base, list);
  }
  for (const [name, list] of parts) plain.set(name, joinContinuations(list));
  return { value, params: plain };
}

/** RFC 2231: pieces in order, the first of which may name the charset. */
function joinContinuations(list: { index: number; isEncoded: boolean; text: string }[]): string {
  const ordered = list.toSorted((a, b) => a.index - b.index);
  let charset: string | null = null;
  const chunks = ordered.map(({ isEncoded, text }, position) => {
    if (!isEncoded) return Buffer.from(text, 'latin1');
    const named = position === 0 ? /^([^']*)'[^']*'/.exec(text) : null;
    if (named !== null) charset = named[1] ?? null;
    return percentBytes(named === null ? text : text.slice(named[0].length));
  });
  return singleLine(decodeBytes(Buffer.concat(chunks), charset).text);
}

function percentBytes(text: string): Buffer {
  const out: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const high = text[at] === '%' ? hexValue(text.charCodeAt(at + 1)) : -1;
    const low = high === -1 ? -1 : hexValue(text.charCodeAt(at + 2));
    if (low === -1) out.push(text.charCodeAt(at) & 0xff);
    else {
      out.push(high * 16 + low);
      at += 2;
    }
  }
  return Buffer.from(out);
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  const pieces: string[] = [];
  for (let at = 1; at < text.length && text[at] !== '"'; at += 1) {
    // Windows paths are sent unescaped; only a quote or a backslash can be escaped.
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at += 1;
    pieces.push(text[at] ?? '');
  }
  return pieces.join('');
}

function splitOutsideQuotes(text: string): string[] {
  const segments: string[] = [];
  let isQuoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\' && isQuoted) at += 1;
    else if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === ';' && !isQuoted) {
      segments.push(text.slice(start, at));
      start = at + 1;
    }
  }
  segments.push(text.slice(start));
  return segments;
}

/** Drops `(comments)`; a parenthesis that directly continues a token is part of it. */
function stripComments(text: string): string {
  if (!text.includes('(')) return text;
  const pieces: string[] = [];
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '"' && depth === 0 && text[at - 1] !== '\\') isQuoted = !isQuoted;
    const opens = !isQuoted && letter === '(' && (depth > 0 || /[\s;]|^$/.test(text[at - 1] ?? ''));
    if (opens) depth += 1;
    if (depth === 0) pieces.push(letter);
    if (!isQuoted && depth > 0 && letter === ')') depth -= 1;
  }
  return depth === 0 ? pieces.join('') : text;
}
