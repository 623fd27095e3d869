import type { PathStep, StepTarget } from '../escalation/escalation.ts';
import { type Directory, type Tier, tiers } from '../people/directory.ts';
import {
  type Condition,
  defaultCloseWithinDays,
  defaultTransferLimit,
  type MatrixContent,
  type MatrixRule,
} from './matrix.ts';

/*
 * The plans a new workspace starts from (E8). They name tiers, departments and roles rather than
 * teams and people, so that they hold while the workspace grows; every path ends with a manager
 * and then an admin.
 */

/** `shop`: self-service, one line, developers. `tiered`: L0 to L4. `b2b`: with key accounts. */
export const businessKinds = ['shop', 'tiered', 'b2b'] as const;
export type BusinessKind = (typeof businessKinds)[number];

/** The issue types that the built-in plans know; a workspace may have any others. */
export const builtInIssueTypes = [
  'billing',
  'refund',
  'outage',
  'compliance',
  'privacy',
  'fraud',
  'identity_theft',
  'complaint',
  'technical',
] as const;

/** The rules of the built-in plans; also their ids, and the keys of their names. */
export const builtInRules = [
  'outage',
  'fraud',
  'compliance',
  'clock_breach',
  'key_account',
  'billing',
  'complaint',
  'technical',
] as const;
export type BuiltInRule = (typeof builtInRules)[number];

/** Which names a directory may use for the departments the plans mean. */
const departmentNames = {
  billing: ['billing', 'finance', 'payments'],
  technical: ['technical', 'developers', 'engineering', 'product', 'it'],
  compliance: ['compliance', 'legal', 'security', 'risk'],
  accounts: ['key_accounts', 'accounts', 'account_management', 'sales'],
} as const;
type MeantDepartment = keyof typeof departmentNames;

/**
 * Makes the matrix of a new workspace. `names` gives each rule its name in the workspace's
 * language. Departments are found by what the directory's teams are called; one that is missing
 * is left out of its path, which then goes to the next tier and the managers at once.
 */
export function defaultMatrix(
  kind: BusinessKind,
  directory: Pick<Directory, 'teams'>,
  names: Readonly<Record<BuiltInRule, string>>,
): MatrixContent {
  const shape: Shape = { kind, teams: [...directory.teams.values()] };
  const rules = builtInRules
    .filter((rule) => rule !== 'key_account' || kind === 'b2b')
    .map((rule) => makeRule(rule, names[rule], shape));
  return {
    rules,
    fallback: path('fallback', [...asked(nextTier(shape), calm), ...above(calm)]),
    transferLimit: defaultTransferLimit,
    closeWithinDays: defaultCloseWithinDays,
  };
}

type Shape = {
  readonly kind: BusinessKind;
  readonly teams: readonly { readonly tier: Tier; readonly department: string }[];
};

/** Minutes to acknowledge and to handle; who is told besides. */
type Pace = {
  readonly acknowledge: number;
  readonly handle: number;
  readonly tell: readonly StepTarget[];
};

const lead: StepTarget = { kind: 'team_lead', teamId: null };
const teamManager: StepTarget = { kind: 'team_manager', teamId: null };
const managers: StepTarget = { kind: 'role', role: 'manager' };
const admins: StepTarget = { kind: 'role', role: 'admin' };

const calm: Pace = { acknowledge: 60, handle: 480, tell: [lead] };
const brisk: Pace = { acknowledge: 30, handle: 240, tell: [lead] };
/** A breach has cost time already: half of what a calm climb would give. */
const breached: Pace = { acknowledge: 15, handle: 240, tell: [teamManager] };
/** On a marketplace or in an outage minutes matter, and managers hear of it at once. */
const alarm: Pace = { acknowledge: 10, handle: 120, tell: [lead, managers] };

function makeRule(rule: BuiltInRule, name: string, shape: Shape): MatrixRule {
  return { id: rule, name, when: conditions[rule], path: path(rule, stepsOf(rule, shape)) };
}

const conditions: Readonly<Record<BuiltInRule, Condition>> = {
  outage: either(['outage'], ['outage']),
  fraud: {
    kind: 'any',
    of: [either(['fraud', 'identity_theft'], ['fraud']), { kind: 'risk', in: ['fraud'] }],
  },
  compliance: {
    kind: 'any',
    of: [
      either(['compliance', 'privacy'], ['compliance']),
      { kind: 'risk', in: ['legal', 'compliance'] },
      { kind: 'conflict_sign', in: ['threatens_regulator', 'threatens_lawyer'] },
    ],
  },
  clock_breach: { kind: 'reason', in: ['clock_warning', 'clock_breach'] },
  key_account: {
    kind: 'any',
    of: [
      { kind: 'segment', in: ['key_account'] },
      { kind: 'reason', in: ['key_account'] },
    ],
  },
  billing: { kind: 'issue_type', in: ['billing', 'refund'] },
  complaint: {
    kind: 'any',
    of: [
      either(['complaint'], ['conflict', 'customer_request']),
      { kind: 'conflict_at_least', score: 60 },
    ],
  },
  technical: either(['technical'], ['needs_expertise']),
};

type Step = Omit<PathStep, 'id'>;

function stepsOf(rule: BuiltInRule, shape: Shape): readonly Step[] {
  const technical = department('technical', shape);
  switch (rule) {
    case 'outage':
      return [...asked(technical ?? nextTier(shape), alarm), ...above(alarm)];
    case 'fraud':
      return [...asked(department('compliance', shape), alarm), ...above(alarm)];
    case 'compliance':
      return [...asked(department('compliance', shape), brisk), ...above(brisk)];
    case 'clock_breach':
      return [step([lead], breached), step([teamManager], breached), ...above(breached)];
    case 'key_account':
      return [...asked(department('accounts', shape), breached), ...above(breached)];
    case 'billing':
      return [...asked(department('billing', shape), calm), step([lead], calm), ...above(calm)];
    case 'complaint':
      return [step([lead], brisk), ...above(brisk)];
    case 'technical':
      return [...technicalLadder(technical, shape), step([lead], calm), ...above(calm)];
    default:
      throw new TypeError(`unknown rule ${rule satisfies never}`);
  }
}

function either(
  issueTypes: readonly string[],
  reasons: Extract<Condition, { readonly kind: 'reason' }>['in'],
): Condition {
  return {
    kind: 'any',
    of: [
      { kind: 'issue_type', in: issueTypes },
      { kind: 'reason', in: reasons },
    ],
  };
}

/** A shop asks its developers straight away; where there are tiers, they are climbed in turn. */
function technicalLadder(technical: StepTarget | null, shape: Shape): readonly Step[] {
  if (shape.kind === 'shop') return asked(technical ?? nextTier(shape), calm);
  const ladder = (['L2', 'L3', 'L4'] as const).filter((tier) =>
    shape.teams.some((team) => team.tier === tier),
  );
  if (ladder.length === 0) return asked(technical, calm);
  return ladder.map((tier) => {
    const own = shape.teams.find(
      (team) => team.tier === tier && means('technical', team.department),
    );
    return step([{ kind: 'tier', tier, department: own?.department ?? null }], calm);
  });
}

/** The lowest tier above the first line in which the department has a team, else any of its. */
function department(meant: MeantDepartment, shape: Shape): StepTarget | null {
  const own = shape.teams.filter((team) => means(meant, team.department));
  const [best] = [...own].sort((a, b) => distance(a.tier) - distance(b.tier));
  return best === undefined ? null : { kind: 'tier', tier: best.tier, department: best.department };
}

/** L2 comes first, then the tiers above it; the first line only when it is all there is. */
function distance(tier: Tier): number {
  const index = tiers.indexOf(tier) - tiers.indexOf('L2');
  return index >= 0 ? index : tiers.length - index;
}

function means(meant: MeantDepartment, name: string): boolean {
  const known: readonly string[] = departmentNames[meant];
  return known.includes(
    name
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
}

/** The lowest tier above the first line that has a team. */
function nextTier(shape: Shape): StepTarget | null {
  const tier = (['L2', 'L3', 'L4'] as const).find((each) =>
    shape.teams.some((team) => team.tier === each),
  );
  return tier === undefined ? null : { kind: 'tier', tier, department: null };
}

function asked(target: StepTarget | null, pace: Pace): readonly Step[] {
  return target === null ? [] : [step([target], pace)];
}

/** Every path ends so. Nobody is told besides: they are the last who could be. */
function above(pace: Pace): readonly Step[] {
  const last = { ...pace, tell: [] };
  return [step([managers], last), step([admins], last)];
}

function step(targets: readonly StepTarget[], pace: Pace): Step {
  return {
    targets,
    acknowledgeMinutes: pace.acknowledge,
    handleMinutes: pace.handle,
    tell: pace.tell.filter((target) => !targets.includes(target)),
  };
}

function path(rule: string, steps: readonly Step[]): readonly PathStep[] {
  return steps.map((each, index) => ({ id: `${rule}-${index + 1}`, ...each }));
}
