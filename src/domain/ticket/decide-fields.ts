import { correctedScore } from '../conflict/score.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import type { TicketAggregate } from './aggregate.ts';
import type { TicketCommand } from './command.ts';
import type { DecisionContext } from './context.ts';
import type { TicketEvent } from './event.ts';
import type { TicketRefusal } from './refusal.ts';

type Decision = Result<readonly TicketEvent[], TicketRefusal>;
type CommandOf<T extends TicketCommand['type']> = Extract<TicketCommand, { readonly type: T }>;

/** As long as the subject of a mail may sensibly be; a longer one is cut by the channel. */
export const subjectLengthMax = 500;
export const tagLengthMax = 64;
export const tagCountMax = 50;

// A language and, when it matters, a script or region: `en`, `zh-Hant`, `pt-BR`.
const languagePattern = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;

/** Decides a new priority. The clocks are re-targeted by their own reaction (C13). */
export function decidePriority(
  { ticket }: TicketAggregate,
  command: CommandOf<'changePriority'>,
): Decision {
  if (command.to === ticket.priority) return accept([]);
  return accept([{ type: 'ticket.priority_changed', from: ticket.priority, to: command.to }]);
}

/** Decides tags added and removed. What is there already, or is not, is no change. */
export function decideTags(
  { ticket }: TicketAggregate,
  command: CommandOf<'changeTags'>,
): Decision {
  const wanted = cleanTags(command.add);
  if (!wanted.ok) return wanted;
  const removed = [...new Set(command.remove.map(cleanTag))].filter(
    (tag) => ticket.tags.includes(tag) && !wanted.value.includes(tag),
  );
  const added = wanted.value.filter((tag) => !ticket.tags.includes(tag));
  if (ticket.tags.length + added.length - removed.length > tagCountMax) {
    return refuse('too_many_tags', { max: tagCountMax });
  }
  if (added.length === 0 && removed.length === 0) return accept([]);
  return accept([{ type: 'ticket.tags_changed', added, removed }]);
}

export function decideSubject(
  { ticket }: TicketAggregate,
  command: CommandOf<'changeSubject'>,
): Decision {
  const subject = checkSubject(command.to);
  if (!subject.ok) return subject;
  if (subject.value === ticket.subject) return accept([]);
  return accept([{ type: 'ticket.subject_changed', from: ticket.subject, to: subject.value }]);
}

export function decideIssueType(
  { ticket }: TicketAggregate,
  command: CommandOf<'changeIssueType'>,
): Decision {
  if (command.to === ticket.issueType) return accept([]);
  return accept([{ type: 'ticket.issue_type_changed', from: ticket.issueType, to: command.to }]);
}

export function decideLanguage(
  { ticket }: TicketAggregate,
  command: CommandOf<'changeLanguage'>,
): Decision {
  if (!languagePattern.test(command.to)) return refuse('language_invalid');
  if (command.to === ticket.language) return accept([]);
  return accept([{ type: 'ticket.language_changed', from: ticket.language, to: command.to }]);
}

/** Decides that a ticket is, or is not, spam. Its clocks follow by their own reaction (C45). */
export function decideSpam({ ticket }: TicketAggregate, command: CommandOf<'markSpam'>): Decision {
  if (command.isSpam === ticket.isSpam) return accept([]);
  return accept([{ type: 'ticket.marked_spam', isSpam: command.isSpam }]);
}

/** Decides an agent's correction of the signs of conflict that were seen (J1). */
export function decideConflict(
  { ticket }: TicketAggregate,
  command: CommandOf<'correctConflict'>,
  context: DecisionContext,
): Decision {
  if (context.actor.kind !== 'agent') return refuse('not_permitted');
  const signs = [...new Set(command.signs)];
  const isSame =
    signs.length === ticket.conflictSigns.length &&
    signs.every((sign) => ticket.conflictSigns.includes(sign));
  if (isSame) return accept([]);
  const agentId = context.actor.id;
  return accept([{ type: 'conflict.corrected', agentId, signs, score: correctedScore(signs) }]);
}

/** The subject without the white space around it and without control characters. */
export function checkSubject(text: string): Result<string, TicketRefusal> {
  const subject = text.replace(/\p{Cc}+/gu, ' ').trim();
  if (subject === '') return refuse('subject_empty');
  if (subject.length > subjectLengthMax)
    return refuse('subject_too_long', { max: subjectLengthMax });
  return accept(subject);
}

/** Tags as they are kept: NFC, lower case, inner white space as one hyphen, none twice. */
export function cleanTags(tags: readonly string[]): Result<readonly string[], TicketRefusal> {
  const clean = [...new Set(tags.map(cleanTag))];
  if (clean.some((tag) => tag === '' || tag.length > tagLengthMax)) {
    return refuse('tag_invalid', { max: tagLengthMax });
  }
  if (clean.length > tagCountMax) return refuse('too_many_tags', { max: tagCountMax });
  return accept(clean);
}

function cleanTag(tag: string): string {
  return tag.normalize('NFC').trim().toLowerCase().replace(/\s+/g, '-');
}
