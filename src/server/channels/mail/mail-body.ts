import { decodeBytes } from './charset.ts';
import { singleLine } from './header.ts';
import { htmlToFullText, htmlToReplyText, textToHtml } from './html-text.ts';
import { mailLimits } from './limits.ts';
import { decodedBody, parseMimeTree, type MimePart } from './mime-tree.ts';
import { firstText } from './header.ts';
import type { MailAttachment } from './parsed-mail.ts';
import { decodeUuencoded } from './transfer.ts';

export type MailBody = {
  readonly text: string;
  /** The text from which quotes and signature are still to be cut, with the mailer's own marks. */
  readonly replyText: string;
  /** Not yet sanitised. */
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
  readonly charsets: readonly string[];
  readonly problems: readonly string[];
};

type Piece = { text: string | null; html: string | null };

/** Sorts the parts of a mail into its text, its HTML and its files. */
export function readBody(root: MimePart): MailBody {
  const reader = new BodyReader();
  const pieces = reader.read(root);
  const hasHtml = pieces.some((piece) => piece.html !== null);
  const join = (choose: (piece: Piece) => string) =>
    pieces
      .map(choose)
      .filter((text) => text.trim() !== '')
      .join('\n');
  const html = hasHtml ? join((piece) => piece.html ?? textToHtml(piece.text ?? '')) : null;
  return {
    text: join((piece) => piece.text ?? htmlToFullText(piece.html ?? '')).slice(
      0,
      mailLimits.textCharactersMax,
    ),
    replyText: join((piece) => piece.text ?? htmlToReplyText(piece.html ?? '')).slice(
      0,
      mailLimits.textCharactersMax,
    ),
    html,
    attachments: reader.attachments(html),
    charsets: [...reader.charsets],
    problems: [...reader.problems],
  };
}

const textBytesMax = mailLimits.htmlCharactersMax * 2;

const uuencodedBlock = /^begin [0-7]{3,4} ([^\n]{1,200})\n(?:[ -`]{1,62}\n)+?(?:`|\s)*end\s*$/m;

class BodyReader {
  readonly charsets = new Set<string>();
  readonly problems = new Set<string>();
  readonly #files: MailAttachment[] = [];

  read(part: MimePart): Piece[] {
    if (part.children.length > 0) {
      if (part.mediaType === 'multipart/alternative') return this.#readAlternative(part);
      return part.children.flatMap((child) => this.read(child));
    }
    if (part.mediaType.startsWith('multipart/')) {
      this.problems.add('multipart_without_parts');
      return this.#readText(part);
    }
    if (isBodyText(part)) return this.#readText(part);
    this.#addFile(part);
    return [];
  }

  attachments(html: string | null): MailAttachment[] {
    return this.#files.map((file) => ({ ...file, isInline: isShown(file, html) }));
  }

  /** One meaning in several forms: the text of one, the HTML of another. */
  #readAlternative(part: MimePart): Piece[] {
    const pieces = part.children.flatMap((child) => this.read(child));
    const text = pieces.filter((piece) => piece.text !== null && piece.text.trim() !== '');
    const html = pieces.filter((piece) => piece.html !== null);
    if (text.length === 0 && html.length === 0) return [];
    return [
      {
        text: text.length === 0 ? null : text.map((piece) => piece.text).join('\n'),
        html: html.length === 0 ? null : html.map((piece) => piece.html).join('\n'),
      },
    ];
  }

  #readText(part: MimePart): Piece[] {
    const bytes = decodedBody(part);
    // No more than can be shown is decoded: 47 MB of HTML took four seconds.
    const { text, charset, isAsDeclared } = decodeBytes(
      bytes.subarray(0, textBytesMax),
      part.params.get('charset') ?? null,
    );
    if (bytes.length > textBytesMax) this.problems.add('text_truncated');
    this.charsets.add(charset);
    if (!isAsDeclared) this.problems.add('charset_guessed');
    if (text.includes('\ufffd')) this.problems.add('undecodable_bytes');
    const clean = text.replace(/\r\n?/g, '\n').replaceAll('\u0000', '').normalize('NFC');
    if (part.mediaType === 'text/html' || part.mediaType === 'application/xhtml+xml')
      return [{ text: null, html: clean }];
    if (part.mediaType === 'text/enriched' || part.mediaType === 'text/richtext')
      return [{ text: plainFromEnriched(clean), html: null }];
    const flowed = part.params.get('format')?.toLowerCase() === 'flowed';
    const unfolded = flowed
      ? unfoldFlowed(clean, part.params.get('delsp')?.toLowerCase() === 'yes')
      : clean;
    return [{ text: this.#takeUuencoded(unfolded), html: null }];
  }

  /** Old mailers put files into the text itself. */
  #takeUuencoded(text: string): string {
    let rest = text;
    // More than a handful of files in one text is nothing that any mailer made.
    for (let count = 0; count < 20 && rest.includes('\nend'); count += 1) {
      const match = uuencodedBlock.exec(rest);
      const content = match === null ? null : decodeUuencoded(Buffer.from(match[0], 'latin1'));
      if (match === null || content === null) break;
      this.#push({
        name: match[1] ?? '',
        mediaType: 'application/octet-stream',
        contentId: null,
        content,
      });
      rest = rest.slice(0, match.index) + rest.slice(match.index + match[0].length);
    }
    return rest;
  }

  #addFile(part: MimePart): void {
    const content = decodedBody(part);
    const isMail = part.mediaType === 'message/rfc822' || part.mediaType === 'message/global';
    const name = part.filename ?? (isMail ? mailFilename(content) : '');
    if (content.length === 0 && part.filename === null) return;
    this.#push({ name, mediaType: part.mediaType, contentId: part.contentId, content });
  }

  #push(file: {
    name: string;
    mediaType: string;
    contentId: string | null;
    content: Buffer;
  }): void {
    if (this.#files.length >= mailLimits.attachmentsMax) return;
    // A copy of its own, so that it can be handed to another thread without the raw mail.
    const content = new Uint8Array(file.content);
    this.#files.push({
      filename: safeFilename(file.name, file.mediaType, this.#files.length + 1),
      mediaType: file.mediaType,
      size: content.length,
      contentId: file.contentId,
      isInline: false,
      content,
    });
  }
}

function isBodyText(part: MimePart): boolean {
  if (part.disposition === 'attachment') return false;
  if (!/^(?:text\/(?:plain|html|enriched|richtext)|application\/xhtml\+xml)$/.test(part.mediaType))
    return false;
  return part.filename === null || part.disposition !== 'inline' || part.mediaType !== 'text/plain';
}

function isShown(file: MailAttachment, html: string | null): boolean {
  if (file.contentId === null || file.contentId === '' || html === null) return false;
  return (
    html.includes(`cid:${file.contentId}`) ||
    html.includes(`cid:${encodeURIComponent(file.contentId)}`)
  );
}

const extensions: Readonly<Record<string, string>> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
  'message/rfc822': 'eml',
  'message/delivery-status': 'txt',
  'message/feedback-report': 'txt',
  'text/rfc822-headers': 'txt',
};

/** A name without path, controls and direction tricks, at most 150 characters, its extension kept. */
export function safeFilename(name: string, mediaType: string, position: number): string {
  const last = singleLine(name).split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (plain === '') return `attachment-${position}.${extensions[mediaType] ?? 'bin'}`;
  const letters = Array.from(plain);
  if (letters.length <= 150) return plain;
  const extension = /\.[\p{L}\p{N}]{1,10}$/u.exec(plain)?.[0] ?? '';
  return letters.slice(0, 150 - extension.length).join('') + extension;
}

function mailFilename(content: Buffer): string {
  try {
    const subject = firstText(parseMimeTree(content.subarray(0, 20_000)).headers, 'subject');
    return subject === null || subject === '' ? '' : `${subject}.eml`;
  } catch {
    // The forwarded mail is itself beyond the limits; it is kept whole, only unnamed.
    return '';
  }
}

/** RFC 3676: a line that ends in a blank goes on in the next, within the same quote depth. */
function unfoldFlowed(text: string, delSp: boolean): string {
  const out: string[] = [];
  let paragraph: string[] = [];
  let paragraphDepth = 0;
  let goesOn = false;
  const finish = () => {
    if (paragraph.length > 0) out.push(prefixed(paragraph.join(''), paragraphDepth));
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const content = line.slice(depth).replace(/^ /, '');
    if (!goesOn || depth !== paragraphDepth) finish();
    goesOn = content.endsWith(' ') && content !== '-- ';
    paragraph.push(goesOn && delSp ? content.slice(0, -1) : content);
    paragraphDepth = depth;
  }
  finish();
  return out.join('\n');
}

function prefixed(content: string, depth: number): string {
  return depth === 0 ? content : `${'>'.repeat(depth)} ${content}`;
}

function plainFromEnriched(text: string): string {
  return text
    .replace(/<<|<\/?[a-zA-Z0-9-]{1,60}>/g, (tag) => (tag === '<<' ? '<' : ''))
    .replace(/\n{2,}/g, (run) => '\n'.repeat(run.length - 1));
}
