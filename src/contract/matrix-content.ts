import { z } from 'zod';
import { conflictSigns } from '#domain/conflict/sign.ts';
import { escalationTypes, reasonCodes } from '#domain/escalation/escalation.ts';
import { customerSegments, riskFlags } from '#domain/matrix/matrix.ts';
import { tiers } from '#domain/people/directory.ts';
import { channelKinds, priorities } from '#domain/ticket/ticket.ts';
import { stepTarget } from './escalation.ts';
import { idText } from './page.ts';

export type StepTarget = z.infer<typeof stepTarget>;

const words = z.array(z.string().max(500)).max(200);

/** Conditions without parts. `in` holds when the ticket's own value is one of the list. */
export const leafCondition = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.enum(['issue_type', 'plan', 'language', 'department', 'tag']),
      in: words,
    }),
    z.object({ kind: z.literal('channel_kind'), in: z.array(z.enum(channelKinds)) }),
    z.object({ kind: z.literal('channel'), in: z.array(idText).max(200) }),
    z.object({ kind: z.literal('team'), in: z.array(idText).max(200) }),
    z.object({ kind: z.literal('segment'), in: z.array(z.enum(customerSegments)) }),
    z.object({ kind: z.literal('priority'), in: z.array(z.enum(priorities)) }),
    z.object({ kind: z.literal('reason'), in: z.array(z.enum(reasonCodes)) }),
    z.object({ kind: z.literal('type'), in: z.array(z.enum(escalationTypes)) }),
    z.object({ kind: z.literal('tier'), in: z.array(z.enum(tiers)) }),
    z.object({ kind: z.literal('risk'), in: z.array(z.enum(riskFlags)) }),
    z.object({ kind: z.literal('conflict_sign'), in: z.array(z.enum(conflictSigns)) }),
    z.object({ kind: z.literal('value_at_least'), cents: z.int() }),
    z.object({ kind: z.literal('conflict_at_least'), score: z.int() }),
    z.object({
      kind: z.literal('hours'),
      calendarVersionId: idText,
      is: z.enum(['open', 'closed']),
    }),
    z.object({
      kind: z.literal('week_time'),
      zone: z.string().max(80),
      weekdays: z.array(z.int()).max(7),
      fromMinute: z.int(),
      toMinute: z.int(),
    }),
  ])
  .meta({ id: 'MatrixLeafCondition' });
export type LeafCondition = z.infer<typeof leafCondition>;

export type Condition =
  | LeafCondition
  | { kind: 'all' | 'any'; of: Condition[] }
  | { kind: 'not'; of: Condition };

const matrixCondition: z.ZodType<Condition, Condition> = z
  .union([
    leafCondition,
    z.object({
      kind: z.enum(['all', 'any']),
      get of() {
        return z.array(matrixCondition).max(100);
      },
    }),
    z.object({
      kind: z.literal('not'),
      get of() {
        return matrixCondition;
      },
    }),
  ])
  .meta({ id: 'MatrixCondition' });

export const pathStep = z
  .object({
    id: z.string().max(120),
    /** Asked together; the first to acknowledge has it. */
    targets: z.array(stepTarget).max(50),
    acknowledgeMinutes: z.int(),
    handleMinutes: z.int().nullable(),
    tell: z.array(stepTarget).max(50),
  })
  .meta({ id: 'MatrixStep' });
export type PathStep = z.infer<typeof pathStep>;

export const matrixRule = z
  .object({
    id: z.string().max(120),
    name: z.string().trim().max(200),
    when: matrixCondition,
    path: z.array(pathStep).max(50),
  })
  .meta({ id: 'MatrixRule' });
export type MatrixRule = z.infer<typeof matrixRule>;

/** Ordered rules, and the path of whatever none of them takes. */
export const matrixContent = z
  .object({
    rules: z.array(matrixRule).max(500),
    fallback: z.array(pathStep).max(50),
    transferLimit: z.int(),
    closeWithinDays: z.int(),
  })
  .meta({ id: 'MatrixContent' });
export type MatrixContent = z.infer<typeof matrixContent>;
