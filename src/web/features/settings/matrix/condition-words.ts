import type { Condition, LeafCondition } from '#contract/matrix-content.ts';
import { weekdays } from '#domain/sla/calendar.ts';
import type { Format } from '../../../lib/format.ts';
import type { Translate } from '../../../lib/use-translation.tsx';
import { textOf } from '../calendars/paint.ts';
import type { Names } from './target-words.ts';

export type ConditionNames = Names & {
  /** The calendar of a version, by any version of it. */
  readonly calendarName: (versionId: string) => string | null;
  readonly channelName: (channelId: string) => string | null;
};

export type Saying = {
  readonly t: Translate;
  readonly format: Format;
  readonly names: ConditionNames;
};

/** A condition as one sentence: "Issue type: billing, refund, or reason: needs authority". */
export function conditionText(condition: Condition, saying: Saying): string {
  const { t } = saying;
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => bracketed(part, condition.kind, saying));
      if (parts.length === 0) {
        return t(condition.kind === 'all' ? 'matrix.condition.always' : 'matrix.condition.never');
      }
      return parts.join(` ${t(condition.kind === 'all' ? 'matrix.and' : 'matrix.or')} `);
    }
    case 'not':
      return t('matrix.not', { condition: bracketed(condition.of, 'not', saying) });
    default:
      return leafText(condition, saying);
  }
}

/** Brackets only where the words would otherwise be read another way. */
function bracketed(condition: Condition, around: Condition['kind'], saying: Saying): string {
  const text = conditionText(condition, saying);
  const isGroup = condition.kind === 'all' || condition.kind === 'any';
  return isGroup && condition.of.length > 1 && condition.kind !== around ? `(${text})` : text;
}

/** One condition without parts, with its values. */
export function leafText(leaf: LeafCondition, saying: Saying): string {
  const { t, names } = saying;
  switch (leaf.kind) {
    case 'value_at_least':
      return t('matrix.leaf.valueText', { value: leaf.cents / 100 });
    case 'conflict_at_least':
      return t('matrix.leaf.conflictText', { score: leaf.score });
    case 'hours':
      return t(leaf.is === 'open' ? 'matrix.leaf.openText' : 'matrix.leaf.closedText', {
        calendar: names.calendarName(leaf.calendarVersionId) ?? t('matrix.target.gone'),
      });
    case 'week_time':
      return weekTimeText(leaf, saying);
    default: {
      const values = leaf.in.map((value) => valueText(t, { kind: leaf.kind, value, names }));
      return t('matrix.leaf.isOneOf', {
        attribute: t(`matrix.leaf.${leaf.kind}`),
        values: values.length === 0 ? '…' : values.join(', '),
      });
    }
  }
}

function weekTimeText(
  { weekdays: days, fromMinute, toMinute }: Extract<LeafCondition, { kind: 'week_time' }>,
  { t, format }: Saying,
): string {
  // 1 January 2024 was a Monday, the first day of the week.
  const named = days
    .filter((day) => day >= 1 && day <= weekdays.length)
    .map((day) => format.dateWith(Date.UTC(2024, 0, day, 12), { weekday: 'short' }));
  return t('matrix.leaf.weekText', {
    days: named.join(', '),
    from: textOf(fromMinute),
    to: textOf(toMinute),
  });
}

/** A value in the reader's words where it is one of ours, else as the workspace wrote it. */
export function valueText(
  t: Translate,
  part: {
    readonly kind: string;
    readonly value: string;
    readonly names: Names & Partial<Pick<ConditionNames, 'channelName'>>;
  },
): string {
  const { kind, value, names } = part;
  if (kind === 'team') return names.teamName(value) ?? value;
  if (kind === 'channel') return names.channelName?.(value) ?? t('matrix.target.gone');
  const area = areas.get(kind);
  const key = area === undefined ? '' : `${area}.${value}`;
  return t.has(key) ? t(key) : value;
}

const areas: ReadonlyMap<string, string> = new Map([
  ['channel_kind', 'sla.channel'],
  ['segment', 'contact.segment'],
  ['priority', 'common.priority'],
  ['reason', 'escalation.reason'],
  ['type', 'escalation.type'],
  ['risk', 'contact.risk'],
  ['conflict_sign', 'conflict.sign'],
]);
