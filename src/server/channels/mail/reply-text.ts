import {
  closings,
  forwardedMessage,
  headerLabels,
  mobileSignatures,
  originalMessage,
  wroteInside,
  wroteVerbs,
  wroteVerbsJoined,
} from './reply-phrases.ts';

/**
 * Separates what a person wrote this time from the mail they quote and from their
 * signature. Works line by line with a bounded look ahead, so the cost grows with the
 * length of the text and nothing else. Nothing is deleted: callers keep the full text.
 */
export type ReplyParts = {
  /** What was written this time. The whole text when nothing else would be left. */
  readonly visible: string;
  readonly hasQuote: boolean;
  readonly hasSignature: boolean;
};

export type ReplyContext = {
  /** The sender's display name, which often opens the signature. */
  readonly senderName?: string;
  readonly senderAddress?: string;
  /** A forwarded mail is content and stays. */
  readonly isForward?: boolean;
};

// No attribution or header line is longer; longer lines are prose and are not examined.
const examinedCharactersMax = 400;

export function separateReply(text: string, context: ReplyContext = {}): ReplyParts {
  const full = text.replace(/\r\n?/g, '\n');
  const lines = full.split('\n');
  const { kept, hasQuote } = dropQuotes(lines, context.isForward === true);
  const signatureAt = findSignature(kept, context);
  const written = tidyLines(signatureAt === -1 ? kept : kept.slice(0, signatureAt));
  if (written !== '') return { visible: written, hasQuote, hasSignature: signatureAt !== -1 };
  const unquoted = tidyLines(kept);
  const visible = unquoted === '' ? tidyLines(lines) : unquoted;
  return { visible, hasQuote: hasQuote && unquoted !== '', hasSignature: false };
}

const forwardPrefix =
  /^\s*(?:fwd?|wg|tr|rv|enc|i|doorst|pd|vs|chuyển tiếp|转发|轉寄|転送|전달|إعادة توجيه|ส่งต่อ)\s*[:：]/iu;

export function isForwardSubject(subject: string): boolean {
  return forwardPrefix.test(subject);
}

function dropQuotes(
  lines: readonly string[],
  isForward: boolean,
): { kept: string[]; hasQuote: boolean } {
  const kept: string[] = [];
  let hasQuote = false;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (isQuotedLine(line) || isWrappedQuote(line, lines[index - 1])) {
      hasQuote = true;
      continue;
    }
    if (isForwardMark(line)) {
      kept.push(...lines.slice(index));
      break;
    }
    const attribution = attributionLength(lines, index);
    if (attribution > 0) {
      hasQuote = true;
      // With `>` below, the answer may go on after the quote; without, all the rest is quote.
      if (!isQuotedLine(firstFilled(lines, index + attribution))) break;
      index += attribution - 1;
      continue;
    }
    if (!isForward && startsOriginal(lines, index)) {
      hasQuote = true;
      break;
    }
    kept.push(line);
  }
  return { kept, hasQuote };
}

function isQuotedLine(line: string): boolean {
  return /^[ \t]{0,3}[>›»＞]/.test(line);
}

/**
 * The tail of a quoted line that a mailer broke: directly below a long quoted line that
 * ends in the middle of a sentence. A short one below a question is an answer and stays.
 */
function isWrappedQuote(line: string, before: string | undefined): boolean {
  if (before === undefined || line.trim() === '' || !isQuotedLine(before)) return false;
  return (
    before.length >= 60 && line.length < before.length && !/[.?!:;。？！]["”')\]]?\s*$/.test(before)
  );
}

const forwardMark = anchored(
  `^\\s*-{2,}\\s*(?:${forwardedMessage})\\s*-{2,}|^(?:${forwardedMessage})\\s*[:：]\\s*$`,
);

function isForwardMark(line: string): boolean {
  return line.length < examinedCharactersMax && forwardMark.test(line);
}

function firstFilled(lines: readonly string[], from: number): string {
  for (let index = from; index < Math.min(lines.length, from + 4); index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() !== '') return line;
  }
  return '';
}

const verbAtEnd = anchored(
  `(?:^|[\\s>）)"'”,،:]|님)(?:${wroteVerbs})\\s*[:：;]?\\s*$|(?:${wroteVerbsJoined})\\s*[:：;]?\\s*$`,
);
const verbWithColon = anchored(`(?:${wroteVerbs})\\s*[:：]\\s*$`);
const verbInside = anchored(`(?:^|\\s)(?:${wroteInside})(?:\\s|$).*[:：]\\s*$`);
const clock = /[\d٠-٩۰-۹]{1,2}\s*[:.h時时]\s*[\d٠-٩۰-۹]{2}|[\d٠-٩۰-۹]{1,2}\s*(?:点|點|시)/u;
const dayOrYear =
  /(?:19|20|25)\d\d|[٠-٩۰-۹]{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[\d٠-٩]{1,2}\.? ?\p{L}{3,12}/u;

/** How many lines, from here, make up an "On … X wrote:"; 0 when none do. */
function attributionLength(lines: readonly string[], index: number): number {
  const first = lines[index] ?? '';
  if (first.trim() === '' || first.length > examinedCharactersMax) return 0;
  let joined = '';
  for (let count = 1; count <= 4; count += 1) {
    const line = lines[index + count - 1];
    if (line === undefined || (count > 1 && line.trim() === '')) return 0;
    if (count > 1 && isQuotedLine(line) && !/^\s*>\s*[:：]?\s*\S{0,12}\s*[:：]?\s*$/u.test(line))
      return 0;
    joined = `${joined} ${line.trim()}`.trim();
    if (joined.length > examinedCharactersMax) return 0;
    if (isAttribution(joined)) {
      // When it is complete without this line, this line is the end of what was written.
      const rest = joined.slice(first.trim().length).trim();
      return count > 1 && dayOrYear.test(rest) && isAttribution(rest) ? 0 : count;
    }
  }
  return 0;
}

function isAttribution(line: string): boolean {
  const text = line.replace(/^[-*\s]+|[-*\s]+$/g, '');
  const hasDate = dayOrYear.test(text);
  const hasAddress = /[^\s<>@]@[^\s<>@]/.test(text);
  if (!hasDate && !hasAddress) return false;
  const hasTime = clock.test(text);
  if (verbAtEnd.test(text)) {
    // Without the colon only the full form counts: "On 14 Nov 2018 08:14 X <x@y> wrote".
    const isFull = hasDate && (hasTime || hasAddress);
    return verbWithColon.test(text)
      ? isFull || (hasAddress && text.length < 120)
      : isFull && hasAddress;
  }
  if (verbInside.test(text)) return hasDate && (hasTime || hasAddress);
  // No verb known in this language, but date, time, address and a closing colon together.
  return hasDate && hasTime && hasAddress && /[>)\]][,\s]*\S{0,24}[:：]$/u.test(text);
}

const originalMark = anchored(`^\\s*[-_*=]{2,}\\s*(?:${originalMessage})\\s*[-_*=]{2,}\\s*$`);
const label = {
  from: labelPattern(headerLabels.from),
  sent: labelPattern(headerLabels.sent),
  to: labelPattern(headerLabels.to),
  cc: labelPattern(headerLabels.cc),
  subject: labelPattern(headerLabels.subject),
};

/** Whether a quoted original starts here: a mark between dashes, or a block of header lines. */
function startsOriginal(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (line.trim() === '' || line.length > examinedCharactersMax) return false;
  if (originalMark.test(line)) return true;
  if (/^\s*[_=-]{4,}\s*$/.test(line)) {
    const next = nextFilledIndex(lines, index + 1);
    return next !== -1 && startsHeaderBlock(lines, next);
  }
  return startsHeaderBlock(lines, index);
}

function startsHeaderBlock(lines: readonly string[], index: number): boolean {
  const first = lines[index] ?? '';
  const startsWithSent = label.sent.test(first);
  if (!label.from.test(first) && !startsWithSent && !label.subject.test(first)) return false;
  const seen = new Set<string>();
  for (let at = index; at < Math.min(lines.length, index + 8); at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || line.length > examinedCharactersMax) break;
    for (const [kind, pattern] of Object.entries(label)) if (pattern.test(line)) seen.add(kind);
  }
  return seen.has('from') && seen.size >= 3;
}

function nextFilledIndex(lines: readonly string[], from: number): number {
  for (let index = from; index < Math.min(lines.length, from + 3); index += 1) {
    if ((lines[index] ?? '').trim() !== '') return index;
  }
  return -1;
}

const mobileSignature = anchored(`^\\s*[-–—_*\\[(]*\\s*(?:${mobileSignatures})(?:[\\s:,.<(].*|$)`);
const mobileInScriptWithoutSpaces = anchored(
  `^\\s*(?:发自|發自|来自我的|ส่งจาก|.{0,30}から送信|.{0,30}에서 보냄)`,
);
const closing = anchored(`^\\s*(?:${closings})\\s*[,.!،、。～~]*\\s*$`);
const thanks =
  /^\s*(?:many thanks|thanks|thank you|thx|danke|merci|gracias|obrigad[oa]|grazie|cảm ơn|xin cảm ơn|ขอบคุณ(?:ครับ|ค่ะ)?|شكرا|شكراً|谢谢|謝謝|ありがとうございます)\s*[,.!،。]*\s*$/iu;

/** Where the signature begins in these lines, or -1. */
function findSignature(lines: readonly string[], context: ReplyContext): number {
  const mechanical = findMechanicalSignature(lines);
  const personal = findPersonalSignature(
    mechanical === -1 ? lines : lines.slice(0, mechanical),
    context,
  );
  return personal === -1 ? mechanical : personal;
}

/** The first line that a mailer wrote: a delimiter, or "Sent from my …". */
function findMechanicalSignature(lines: readonly string[]): number {
  const shortTailFrom = startOfShortTail(lines);
  for (const [index, line] of lines.entries()) {
    if (isForwardMark(line)) return -1;
    if (/^(?:--|––|—) ?\s*$/.test(line)) return index;
    // A ruled line parts off a signature only when a few short lines follow it.
    if (index >= shortTailFrom && /^\s*(?:_{2,}|-{4,}|={4,}|\*{4,})\s*$/.test(line)) return index;
    if (line.length < 160 && (mobileSignature.test(line) || mobileInScriptWithoutSpaces.test(line)))
      return index;
  }
  return -1;
}

/** The first line after which there are at most 14 filled lines, none above 100 characters. */
function startOfShortTail(lines: readonly string[]): number {
  let filled = 0;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const length = (lines[index] ?? '').trim().length;
    if (length > 0) filled += 1;
    if (filled > 15 || length > 100) return index + 1;
  }
  return 0;
}

/** A closing or the sender's own name, with nothing but short lines after it. */
function findPersonalSignature(lines: readonly string[], context: ReplyContext): number {
  const tail = lastFilled(lines, 12);
  for (const index of tail) {
    const line = lines[index] ?? '';
    const isClosing = closing.test(line) && tail.some((later) => later > index);
    if (!isClosing && !opensWithSender(line, context)) continue;
    if (!tail.every((later) => later <= index || (lines[later] ?? '').trim().length <= 90))
      continue;
    const before = tail.findLast((earlier) => earlier < index);
    const isThanked = !isClosing && before !== undefined && thanks.test(lines[before] ?? '');
    return isThanked ? before : index;
  }
  return -1;
}

function lastFilled(lines: readonly string[], count: number): number[] {
  const found: number[] = [];
  for (let index = lines.length - 1; index > 0 && found.length < count; index -= 1) {
    if ((lines[index] ?? '').trim() !== '') found.unshift(index);
  }
  return found;
}

function opensWithSender(line: string, context: ReplyContext): boolean {
  const text = line.trim().toLowerCase();
  const name = (context.senderName ?? '').trim().toLowerCase();
  if (text.length === 0 || text.length > 80) return false;
  if (context.senderAddress !== undefined && text === context.senderAddress.toLowerCase())
    return true;
  if (name.length < 2) return false;
  return (
    text === name || (name.includes(' ') && text.startsWith(name) && text.length < name.length + 30)
  );
}

function tidyLines(lines: readonly string[]): string {
  const text = lines.map((line) => line.trimEnd()).join('\n');
  return text.replace(/\n{3,}/g, '\n\n').trim();
}

function labelPattern(words: string): RegExp {
  return anchored(`^[\\s*_]{0,8}(?:${words})[\\s*_]{0,4}[:：]`);
}

function anchored(source: string): RegExp {
  return new RegExp(source, 'iu');
}
