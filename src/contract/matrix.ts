import { z } from 'zod';
import { conflictSigns } from '#domain/conflict/sign.ts';
import { escalationTypes, reasonCodes } from '#domain/escalation/escalation.ts';
import { customerSegments, riskFlags } from '#domain/matrix/matrix.ts';
import { matrixProblemCodes } from '#domain/matrix/validate.ts';
import { tiers } from '#domain/people/directory.ts';
import { channelKinds, priorities } from '#domain/ticket/ticket.ts';
import { endpoint } from './endpoint.ts';
import { coded } from './escalation.ts';
import { leafCondition, matrixContent } from './matrix-content.ts';
import { idText, instantText, pageOf } from './page.ts';
import { named } from './ticket.ts';

export const matrixVersionRow = z
  .object({
    id: idText,
    version: z.number().int(),
    state: z.enum(['draft', 'published', 'archived']),
    note: z.string(),
    ruleCount: z.number().int(),
    updatedAt: z.string(),
    publishedAt: z.string().nullable(),
    publishedBy: named.nullable(),
  })
  .meta({ id: 'MatrixVersionRow' });
export type MatrixVersionRow = z.infer<typeof matrixVersionRow>;

export const matrixVersion = matrixVersionRow
  .extend({ content: matrixContent })
  .meta({ id: 'MatrixVersion' });
export type MatrixVersion = z.infer<typeof matrixVersion>;

export const matrixState = z
  .object({ published: matrixVersion, draft: matrixVersion.nullable() })
  .meta({ id: 'MatrixState' });
export type MatrixState = z.infer<typeof matrixState>;

/** What forbids publishing; `at` is a JSON pointer into the content. */
export const matrixProblem = z
  .object({
    at: z.string(),
    code: z.enum(matrixProblemCodes),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'MatrixProblem' });
export type MatrixProblem = z.infer<typeof matrixProblem>;

/** What the proof found: steps and paths that reach nobody, rules that never match. */
export const proofFinding = z
  .object({
    kind: z.enum([
      'dead_step',
      'dead_path',
      'rule_never_holds',
      'rule_shadowed',
      'fallback_unreachable',
    ]),
    at: z.string().nullable(),
    ruleId: z.string().nullable(),
    byRuleId: z.string().nullable(),
    why: z.array(coded),
  })
  .meta({ id: 'ProofFinding' });
export type ProofFinding = z.infer<typeof proofFinding>;

/** Hour by hour of one week, for one path. */
export const pathCoverage = z
  .object({
    /** Null is the fallback. */
    ruleId: z.string().nullable(),
    /** Minutes until a person on duty must have acknowledged; null when nobody is within the week. */
    minutesToHuman: z.array(z.number().nullable()),
    /** Whom the path reaches first, as an index into `names`. */
    who: z.array(z.number().int()),
    isCovered: z.array(z.boolean()),
    /** The longest time until the last step was asked, when nobody ever answers. */
    worstMinutes: z.number(),
  })
  .meta({ id: 'PathCoverage' });
export type PathCoverage = z.infer<typeof pathCoverage>;

export const matrixReport = z
  .object({
    problems: z.array(matrixProblem),
    findings: z.array(proofFinding),
    coverage: z.object({
      /** The first hour, a Monday's midnight in `zone`. */
      from: z.string(),
      zone: z.string(),
      names: z.array(z.string()),
      paths: z.array(pathCoverage),
    }),
  })
  .meta({ id: 'MatrixReport' });
export type MatrixReport = z.infer<typeof matrixReport>;

const findingLeaf = z.object({
  kind: z.literal('leaf'),
  held: z.boolean(),
  expected: leafCondition,
  actual: z.union([z.string(), z.number(), z.array(z.string()), z.null()]),
});
export type Finding =
  | z.infer<typeof findingLeaf>
  | { kind: 'all' | 'any'; held: boolean; of: Finding[] }
  | { kind: 'not'; held: boolean; of: Finding };

const finding: z.ZodType<Finding> = z
  .union([
    findingLeaf,
    z.object({
      kind: z.enum(['all', 'any']),
      held: z.boolean(),
      get of() {
        return z.array(finding);
      },
    }),
    z.object({
      kind: z.literal('not'),
      held: z.boolean(),
      get of() {
        return finding;
      },
    }),
  ])
  .meta({ id: 'ConditionFinding' });

/** Whom a try reached, one after another when nobody acknowledges. */
export const trialHop = z
  .object({
    at: z.string(),
    /** Null is the last resort: no step of the path had anybody left. */
    stepIndex: z.number().int().nullable(),
    who: z.string(),
    tier: z.enum(tiers).nullable(),
    isOnDuty: z.boolean(),
    acknowledgeMinutes: z.number().int(),
    tell: z.array(z.string()),
    why: z.array(coded),
  })
  .meta({ id: 'TrialHop' });
export type TrialHop = z.infer<typeof trialHop>;

export const matrixTrial = z
  .object({
    at: z.string(),
    rule: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** Every rule tried, in order, and which condition held or failed with which value. */
    explanation: z.array(
      z.object({ ruleId: z.string(), name: z.string(), held: z.boolean(), finding }),
    ),
    hops: z.array(trialHop),
  })
  .meta({ id: 'MatrixTrial' });
export type MatrixTrial = z.infer<typeof matrixTrial>;

/** What the tried ticket is like; whatever is left out is what most tickets are. */
export const trialFacts = z
  .object({
    issueType: z.string().max(120).nullable().default(null),
    channelKind: z.enum(channelKinds).default('email'),
    teamId: idText.nullable().default(null),
    segment: z.enum(customerSegments).nullable().default(null),
    plan: z.string().max(120).nullable().default(null),
    valueCents: z.int().min(0).default(0),
    riskFlags: z.array(z.enum(riskFlags)).default([]),
    priority: z.enum(priorities).default('normal'),
    language: z.string().min(1).max(35).default('en'),
    tags: z.array(z.string().max(120)).max(50).default([]),
    reason: z.enum(reasonCodes).default('needs_expertise'),
    type: z.enum(escalationTypes).default('functional'),
    conflictScore: z.int().min(0).max(100).default(0),
    conflictSigns: z.array(z.enum(conflictSigns)).default([]),
  })
  .meta({ id: 'TrialFacts' });
export type TrialFacts = z.input<typeof trialFacts>;

const base = { tag: 'matrix' } as const;
const reading = { ...base, permission: 'matrix.read', scope: 'settings:read' } as const;
const writing = { ...base, permission: 'matrix.write', scope: 'settings:write' } as const;

export const readMatrix = endpoint({
  method: 'GET',
  url: '/api/v1/matrix',
  summary: 'The published matrix, and the draft when there is one.',
  ...reading,
  schema: { response: matrixState },
});

export const listMatrixVersions = endpoint({
  method: 'GET',
  url: '/api/v1/matrix/versions',
  summary: 'Every version of the matrix that was ever published, the newest first.',
  ...reading,
  schema: { response: pageOf(matrixVersionRow) },
});

export const readMatrixVersion = endpoint({
  method: 'GET',
  url: '/api/v1/matrix/versions/:versionId',
  summary: 'One version of the matrix.',
  ...reading,
  schema: { params: z.object({ versionId: idText }), response: matrixVersion },
});

export const exportMatrix = endpoint({
  method: 'GET',
  url: '/api/v1/matrix/versions/:versionId/text',
  summary: 'One version as a text file that can be read, kept and imported.',
  ...reading,
  schema: {
    params: z.object({ versionId: idText }),
    response: z.object({ text: z.string() }),
  },
});

export const saveMatrixDraft = endpoint({
  method: 'PUT',
  url: '/api/v1/matrix/draft',
  summary:
    'Keep the draft. It may be unfinished: problems are answered, and forbid only publishing.',
  ...writing,
  schema: {
    body: z.object({
      content: matrixContent,
      note: z.string().trim().max(2000).optional(),
      /** `updatedAt` of the draft that was edited; null when there was none. */
      basedOn: z.string().max(40).nullable(),
    }),
    response: matrixVersion,
  },
});

export const importMatrixDraft = endpoint({
  method: 'PUT',
  url: '/api/v1/matrix/draft/text',
  summary: 'Take the draft from a text file. Teams and people are found by name where ids differ.',
  ...writing,
  schema: {
    body: z.object({ text: z.string().max(800_000), basedOn: z.string().max(40).nullable() }),
    response: matrixVersion,
  },
});

export const discardMatrixDraft = endpoint({
  method: 'DELETE',
  url: '/api/v1/matrix/draft',
  summary: 'Throw the draft away; the published matrix stays.',
  ...writing,
  schema: {},
});

export const checkMatrix = endpoint({
  method: 'POST',
  url: '/api/v1/matrix/check',
  summary: 'Prove a matrix: problems, dead ends, rules that never match, and who is reached when.',
  ...base,
  permission: 'matrix.read',
  scope: 'settings:read',
  schema: {
    body: z.object({
      /** Left out: the published one. */
      content: matrixContent.optional(),
      /** The team that a ticket starts in, for steps that are relative to it. */
      teamId: idText.nullable().default(null),
    }),
    response: matrixReport,
  },
});

export const tryMatrix = endpoint({
  method: 'POST',
  url: '/api/v1/matrix/trial',
  summary: 'Try a ticket at a moment: which rule takes it, why, and who would be reached.',
  ...base,
  permission: 'matrix.read',
  scope: 'settings:read',
  schema: {
    body: z.object({
      content: matrixContent.optional(),
      /** Left out: now. */
      at: instantText.optional(),
      /** A ticket of the desk, whose facts are then taken. */
      ticketNumber: z.int().positive().optional(),
      facts: trialFacts.optional(),
    }),
    response: matrixTrial,
  },
});

export const publishMatrix = endpoint({
  method: 'POST',
  url: '/api/v1/matrix/publications',
  summary: 'Publish the draft, or an earlier version again. Running escalations keep theirs.',
  ...base,
  permission: 'matrix.publish',
  scope: 'settings:write',
  status: 201,
  schema: {
    body: z.object({
      source: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('draft'), basedOn: z.string().max(40) }),
        z.object({ kind: z.literal('version'), versionId: idText }),
      ]),
      note: z.string().trim().max(2000),
      /** Publishes although the proof found dead ends; the audit log keeps that. */
      acceptsDeadEnds: z.boolean().default(false),
    }),
    response: matrixVersion,
  },
});
