import { MailLimitError, mailLimits } from './limits.ts';
import {
  firstRaw,
  firstText,
  parseHeaderBlock,
  parseStructured,
  type HeaderField,
} from './header.ts';
import { decodeTransfer } from './transfer.ts';

/**
 * Cuts a mail into its tree of parts in one pass over its lines, keeping slices of the raw
 * bytes and copying nothing. Written for this project because the parser chosen first drops
 * the text of a multipart without its boundary and loses 8-bit bytes in headers (see
 * docs/decisions). Malformed mail is read as far as it makes sense; only size is refused.
 */
export type MimePart = {
  readonly headers: readonly HeaderField[];
  readonly mediaType: string;
  readonly params: ReadonlyMap<string, string>;
  readonly disposition: string;
  readonly filename: string | null;
  readonly contentId: string | null;
  readonly encoding: string;
  readonly children: MimePart[];
  /** Still transfer-encoded; empty for a multipart that has children. */
  body: Buffer;
};

type OpenPart = { part: MimePart; bodyStart: number; boundary: string | null };

export function parseMimeTree(input: Buffer): MimePart {
  const raw = withLineFeeds(input);
  return new TreeReader(raw).read();
}

export function decodedBody(part: MimePart): Buffer {
  return decodeTransfer(part.body, part.encoding);
}

/** Depth first, in the order of the mail. */
export function* walkParts(part: MimePart): Generator<MimePart> {
  yield part;
  for (const child of part.children) yield* walkParts(child);
}

class TreeReader {
  readonly #raw: Buffer;
  readonly #stack: OpenPart[] = [];
  readonly #boundaries = new Map<string, number>();
  #parts = 0;

  constructor(raw: Buffer) {
    this.#raw = raw;
  }

  read(): MimePart {
    const raw = this.#raw;
    // An mbox line before the header is an envelope, not a field.
    const mbox = /^>?From [^\r\n]*\r?\n/.exec(raw.toString('latin1', 0, 1000));
    let at = this.#open(mbox === null ? 0 : mbox[0].length);
    const root = this.#stack[0];
    while (at < raw.length) {
      const newline = raw.indexOf(0x0a, at);
      const next = newline === -1 ? raw.length : newline + 1;
      const level = raw[at] === 0x2d && raw[at + 1] === 0x2d ? this.#boundaryAt(at, next) : null;
      if (level === null) {
        at = next;
        continue;
      }
      this.#closeDownTo(level.index, at);
      at = level.isEnd ? next : this.#open(next);
    }
    this.#closeDownTo(-1, raw.length);
    if (root === undefined) throw new Error('a mail has a root part');
    return root.part;
  }

  /** Reads the header that starts here, pushes the part, returns where its body starts. */
  #open(start: number): number {
    this.#parts += 1;
    if (this.#parts > mailLimits.partsMax) throw new MailLimitError('too_many_parts');
    if (this.#stack.length >= mailLimits.nestingMax) throw new MailLimitError('nested_too_deep');
    const bodyStart = this.#headerEnd(start);
    const parent = this.#stack.at(-1)?.part;
    const block = this.#raw.toString('latin1', start, bodyStart);
    const part = describePart(parseHeaderBlock(block), parent?.mediaType === 'multipart/digest');
    parent?.children.push(part);
    const boundary = part.mediaType.startsWith('multipart/')
      ? (part.params.get('boundary') ?? '')
      : '';
    // Twice the same boundary, nested: the inner one takes the lines, as other readers do.
    if (boundary !== '') this.#boundaries.set(boundary, this.#stack.length);
    this.#stack.push({ part, bodyStart, boundary: boundary === '' ? null : boundary });
    return bodyStart;
  }

  #headerEnd(start: number): number {
    const raw = this.#raw;
    let at = start;
    while (at < raw.length) {
      const newline = raw.indexOf(0x0a, at);
      const end = newline === -1 ? raw.length : newline;
      const next = newline === -1 ? raw.length : newline + 1;
      const isEmpty = end === at || (end === at + 1 && raw[at] === 0x0d);
      if (isEmpty) return next;
      if (at - start > mailLimits.headerBytesMax) throw new MailLimitError('headers_too_large');
      const isBoundary =
        raw[at] === 0x2d && raw[at + 1] === 0x2d && this.#boundaryAt(at, next) !== null;
      // A line that is neither field nor continuation: the empty line was forgotten.
      const isField = raw[at] === 0x20 || raw[at] === 0x09 || raw.subarray(at, end).includes(0x3a);
      if (isBoundary || (!isField && at > start)) return at;
      at = next;
    }
    return raw.length;
  }

  #boundaryAt(at: number, next: number): { index: number; isEnd: boolean } | null {
    // RFC 2046 allows 70 characters; anything far longer is text.
    if (this.#boundaries.size === 0 || next - at > 1000) return null;
    const line = this.#raw.toString('latin1', at + 2, next).trimEnd();
    const exact = this.#boundaries.get(line);
    if (exact !== undefined) return { index: exact, isEnd: false };
    const ending = line.endsWith('--')
      ? this.#boundaries.get(line.slice(0, -2).trimEnd())
      : undefined;
    return ending === undefined ? null : { index: ending, isEnd: true };
  }

  /** Finishes every part above this level; the multipart itself stays open for its next part. */
  #closeDownTo(level: number, at: number): void {
    while (this.#stack.length - 1 > level) {
      const open = this.#stack.pop();
      if (open === undefined) return;
      if (open.boundary !== null && this.#boundaries.get(open.boundary) === this.#stack.length) {
        this.#boundaries.delete(open.boundary);
        this.#restoreOuter(open.boundary);
      }
      if (open.part.children.length > 0) continue;
      open.part.body = this.#raw.subarray(
        open.bodyStart,
        Math.max(open.bodyStart, endOfContent(this.#raw, at)),
      );
    }
  }

  #restoreOuter(boundary: string): void {
    const index = this.#stack.findLastIndex((open) => open.boundary === boundary);
    if (index !== -1) this.#boundaries.set(boundary, index);
  }
}

/** The line break before a boundary belongs to the boundary. */
function endOfContent(raw: Buffer, at: number): number {
  if (at === raw.length) return at;
  if (raw[at - 1] !== 0x0a) return at;
  return raw[at - 2] === 0x0d ? at - 2 : at - 1;
}

function describePart(headers: HeaderField[], isInDigest: boolean): MimePart {
  const fallback = isInDigest ? 'message/rfc822' : 'text/plain';
  const type = parseStructured(firstRaw(headers, 'content-type') ?? fallback);
  const disposition = parseStructured(firstRaw(headers, 'content-disposition') ?? '');
  const encoding = /[a-z0-9-]+/.exec(
    (firstRaw(headers, 'content-transfer-encoding') ?? '')
      .slice(0, 200)
      .toLowerCase()
      .replace(/\([^)]*\)/g, ''),
  );
  const contentId = firstText(headers, 'content-id')?.replace(/^<|>$/g, '') ?? null;
  return {
    headers,
    mediaType: /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(type.value)
      ? type.value
      : shortType(type.value, fallback),
    params: type.params,
    disposition: disposition.value,
    filename: disposition.params.get('filename') ?? type.params.get('name') ?? null,
    contentId,
    encoding: encoding?.[0] ?? '7bit',
    children: [],
    body: Buffer.alloc(0),
  };
}

/** `Content-Type: text` and the like, from old mailers. */
function shortType(value: string, fallback: string): string {
  if (value === 'text' || value === '') return fallback;
  if (value.startsWith('multipart')) return 'multipart/mixed';
  return 'application/octet-stream';
}

function withLineFeeds(raw: Buffer): Buffer {
  if (raw.includes(0x0a) || !raw.includes(0x0d)) return raw;
  const copy = Buffer.from(raw);
  for (let at = copy.indexOf(0x0d); at !== -1; at = copy.indexOf(0x0d, at + 1)) copy[at] = 0x0a;
  return copy;
}
