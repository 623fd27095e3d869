import { htmlToReplyText, quoteMark } from './html-text.ts';
import { textAt } from './json-fields.ts';
import { separateReply, type ReplyContext } from './reply-text.ts';

/** Right ones of all, by the set they come from. */
export type ReplyFigures = Readonly<Record<string, { right: number; of: number }>>;

/** Compares what is left of each text, HTML body or signed text with what should be. */
export function measureReplies(entries: readonly unknown[], differences: string[]): ReplyFigures {
  const figures: Record<string, { right: number; of: number }> = {};
  for (const entry of entries) {
    const input = textAt(entry, 'input');
    const expected = input === null ? null : expectedOf(entry, input);
    if (input === null || expected === null) continue;
    const set = textAt(entry, 'set') ?? 'unnamed';
    const counts = (figures[set] ??= { right: 0, of: 0 });
    counts.of += 1;
    if (compact(visibleOf(entry, input)) === compact(expected)) counts.right += 1;
    else differences.push(`${set}: ${textAt(entry, 'name') ?? '?'}`);
  }
  return figures;
}

function expectedOf(entry: unknown, input: string): string | null {
  const signature = textAt(entry, 'expected_signature');
  if (signature === null) return textAt(entry, 'expected');
  const whole = input.replaceAll('\r\n', '\n').trim();
  const at = signature.trim() === '' ? -1 : whole.lastIndexOf(signature.trim());
  return at === -1 ? whole : whole.slice(0, at);
}

function visibleOf(entry: unknown, input: string): string {
  const isHtml = textAt(entry, 'type') === 'html';
  const text = isHtml ? (htmlToReplyText(input).split(quoteMark)[0] ?? '') : input;
  return separateReply(text, contextOf(textAt(entry, 'sender')?.trim() ?? '')).visible;
}

function contextOf(sender: string): ReplyContext {
  if (sender === '') return {};
  return sender.includes('@') ? { senderAddress: sender } : { senderName: sender };
}

function compact(text: string): string {
  return text.replace(/\s+/g, '');
}
