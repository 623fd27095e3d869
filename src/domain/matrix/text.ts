import { conflictSigns } from '../conflict/sign.ts';
import {
  escalationTypes,
  type PathStep,
  reasonCodes,
  type StepTarget,
} from '../escalation/escalation.ts';
import type { AgentId, CalendarVersionId, ChannelId, TeamId } from '../kernel/id.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import { type Directory, tiers } from '../people/directory.ts';
import { channelKinds, priorities } from '../ticket/ticket.ts';
import {
  type Condition,
  customerSegments,
  defaultCloseWithinDays,
  defaultTransferLimit,
  type MatrixContent,
  type MatrixRule,
  riskFlags,
} from './matrix.ts';
import {
  type Fields,
  field,
  fieldsOf,
  integer,
  listOf,
  oneOf,
  orNull,
  type Reader,
  text,
  Unreadable,
} from './read-json.ts';
import { namesIn, renamed } from './names.ts';
import { conditionDepthMax } from './validate.ts';

/*
 * The matrix as a text file: JSON, because every editor and every other program reads it. Ids
 * stand as they are; beside them the file names the teams and agents it refers to, so that it
 * can be read by people and carried to a workspace where the same names have other ids.
 */

const formatName = 'belay-matrix/1';

/** Writes the content as text that `parseMatrixText` reads back as the same content. */
export function matrixToText(content: MatrixContent, directory: Directory): string {
  const { transferLimit, closeWithinDays, rules, fallback } = content;
  const names = namesIn(content, directory);
  const file = { format: formatName, transferLimit, closeWithinDays, rules, fallback, names };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads a matrix file. A team or agent whose id the directory does not know is found again by
 * its name, when exactly one has it; otherwise the id stays, and validation names it. Refuses
 * what cannot be read, with the JSON pointer and what was expected there.
 */
export function parseMatrixText(
  source: string,
  directory: Directory,
): Result<MatrixContent, 'matrix_unreadable'> {
  try {
    const parsed: unknown = JSON.parse(source);
    return accept(renamed(readFile(parsed), directory));
  } catch (error) {
    if (error instanceof Unreadable) {
      return refuse('matrix_unreadable', { at: error.at, expected: error.expected });
    }
    if (error instanceof SyntaxError) {
      return refuse('matrix_unreadable', { at: '', expected: 'json' });
    }
    throw error;
  }
}

type Names = {
  readonly teams: ReadonlyMap<string, string>;
  readonly agents: ReadonlyMap<string, string>;
};
type File = { readonly content: MatrixContent; readonly names: Names };

function readFile(value: unknown): File {
  const keys = ['format', 'transferLimit', 'closeWithinDays', 'rules', 'fallback', 'names'];
  const from = { fields: fieldsOf(value, '', keys), at: '' };
  field(from, 'format', oneOf([formatName]));
  return {
    content: {
      rules: field(from, 'rules', listOf(readRule)),
      fallback: field(from, 'fallback', listOf(readStep)),
      transferLimit: field(from, 'transferLimit', orNull(integer)) ?? defaultTransferLimit,
      closeWithinDays: field(from, 'closeWithinDays', orNull(integer)) ?? defaultCloseWithinDays,
    },
    names: field(from, 'names', orNull(readNames)) ?? { teams: new Map(), agents: new Map() },
  };
}

const readRule: Reader<MatrixRule> = (value, at) => {
  const from = { fields: fieldsOf(value, at, ['id', 'name', 'when', 'path']), at };
  return {
    id: field(from, 'id', text),
    name: field(from, 'name', text),
    when: field(from, 'when', conditionReader(1)),
    path: field(from, 'path', listOf(readStep)),
  };
};

const readStep: Reader<PathStep> = (value, at) => {
  const keys = ['id', 'targets', 'acknowledgeMinutes', 'handleMinutes', 'tell'];
  const from = { fields: fieldsOf(value, at, keys), at };
  return {
    id: field(from, 'id', text),
    targets: field(from, 'targets', listOf(readTarget)),
    acknowledgeMinutes: field(from, 'acknowledgeMinutes', integer),
    handleMinutes: field(from, 'handleMinutes', orNull(integer)),
    tell: field(from, 'tell', orNull(listOf(readTarget))) ?? [],
  };
};

const teamId: Reader<TeamId> = (value, at) => text(value, at) as TeamId;
const agentId: Reader<AgentId> = (value, at) => text(value, at) as AgentId;
const channelId: Reader<ChannelId> = (value, at) => text(value, at) as ChannelId;
const calendarId: Reader<CalendarVersionId> = (value, at) => text(value, at) as CalendarVersionId;

const targetKinds = [
  'team',
  'tier',
  'team_lead',
  'team_manager',
  'on_call',
  'role',
  'agent',
] as const;

const readTarget: Reader<StepTarget> = (value, at) => {
  const keys = ['kind', 'teamId', 'tier', 'department', 'role', 'agentId'];
  const from = { fields: fieldsOf(value, at, keys), at };
  const kind = field(from, 'kind', oneOf(targetKinds));
  switch (kind) {
    case 'team':
    case 'on_call':
      return { kind, teamId: field(from, 'teamId', teamId) };
    case 'team_lead':
    case 'team_manager':
      return { kind, teamId: field(from, 'teamId', orNull(teamId)) };
    case 'tier': {
      const tier = field(from, 'tier', oneOf(tiers));
      return { kind, tier, department: field(from, 'department', orNull(text)) };
    }
    case 'role':
      return { kind, role: field(from, 'role', oneOf(['admin', 'manager'])) };
    case 'agent':
      return { kind, agentId: field(from, 'agentId', agentId) };
    default:
      throw new TypeError(`unknown target ${kind satisfies never}`);
  }
};

const conditionKinds = [
  'all',
  'any',
  'not',
  'issue_type',
  'channel_kind',
  'channel',
  'team',
  'segment',
  'plan',
  'priority',
  'language',
  'reason',
  'type',
  'tier',
  'department',
  'tag',
  'risk',
  'conflict_sign',
  'conflict_at_least',
  'value_at_least',
  'hours',
  'week_time',
] as const;

const conditionKeys = [
  'kind',
  'of',
  'in',
  'cents',
  'score',
  'calendarVersionId',
  'is',
  'zone',
  'weekdays',
  'fromMinute',
  'toMinute',
];

function conditionReader(depth: number): Reader<Condition> {
  return (value, at) => {
    if (depth > conditionDepthMax) throw new Unreadable(at, `at most ${conditionDepthMax} levels`);
    const from = { fields: fieldsOf(value, at, conditionKeys), at };
    const kind = field(from, 'kind', oneOf(conditionKinds));
    switch (kind) {
      case 'all':
      case 'any':
        return { kind, of: field(from, 'of', listOf(conditionReader(depth + 1))) };
      case 'not':
        return { kind, of: field(from, 'of', conditionReader(depth + 1)) };
      case 'value_at_least':
        return { kind, cents: field(from, 'cents', integer) };
      case 'conflict_at_least':
        return { kind, score: field(from, 'score', integer) };
      case 'hours': {
        const calendarVersionId = field(from, 'calendarVersionId', calendarId);
        return { kind, calendarVersionId, is: field(from, 'is', oneOf(['open', 'closed'])) };
      }
      case 'week_time':
        return {
          kind,
          zone: field(from, 'zone', text),
          weekdays: field(from, 'weekdays', listOf(integer)),
          fromMinute: field(from, 'fromMinute', integer),
          toMinute: field(from, 'toMinute', integer),
        };
      default:
        return readList(kind, from);
    }
  };
}

type ListKind = Extract<Condition, { readonly in: readonly unknown[] }>['kind'];

function readList(
  kind: ListKind,
  from: { readonly fields: Fields; readonly at: string },
): Condition {
  switch (kind) {
    case 'issue_type':
    case 'plan':
    case 'language':
    case 'department':
    case 'tag':
      return { kind, in: field(from, 'in', listOf(text)) };
    case 'channel_kind':
      return { kind, in: field(from, 'in', listOf(oneOf(channelKinds))) };
    case 'channel':
      return { kind, in: field(from, 'in', listOf(channelId)) };
    case 'team':
      return { kind, in: field(from, 'in', listOf(teamId)) };
    case 'segment':
      return { kind, in: field(from, 'in', listOf(oneOf(customerSegments))) };
    case 'priority':
      return { kind, in: field(from, 'in', listOf(oneOf(priorities))) };
    case 'reason':
      return { kind, in: field(from, 'in', listOf(oneOf(reasonCodes))) };
    case 'type':
      return { kind, in: field(from, 'in', listOf(oneOf(escalationTypes))) };
    case 'tier':
      return { kind, in: field(from, 'in', listOf(oneOf(tiers))) };
    case 'risk':
      return { kind, in: field(from, 'in', listOf(oneOf(riskFlags))) };
    case 'conflict_sign':
      return { kind, in: field(from, 'in', listOf(oneOf(conflictSigns))) };
    default:
      throw new TypeError(`unknown condition ${kind satisfies never}`);
  }
}

const readNames: Reader<Names> = (value, at) => {
  const fields = fieldsOf(value, at, ['teams', 'agents']);
  return {
    teams: field({ fields, at }, 'teams', orNull(readNameTable)) ?? new Map(),
    agents: field({ fields, at }, 'agents', orNull(readNameTable)) ?? new Map(),
  };
};

const readNameTable: Reader<ReadonlyMap<string, string>> = (value, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unreadable(at, 'object');
  }
  return new Map(Object.entries(value).map(([id, name]) => [id, text(name, `${at}/${id}`)]));
};
