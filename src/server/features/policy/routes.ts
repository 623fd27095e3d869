import { explainClock } from '#contract/clock.ts';
import {
  archivePolicy,
  createPolicy,
  listPolicies,
  orderPolicies,
  readPolicy,
  readPolicyVersion,
  savePolicy,
} from '#contract/policy.ts';
import { previewSlaChange, readSlaChange, startSlaChange } from '#contract/sla-change.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import type { AccessGate } from '#server/platform/access/access.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { readChange, startChange } from './apply-change.ts';
import { addPolicy, changePolicy, putAwayPolicy, reorderPolicies } from './commands.ts';
import { readExplanation } from './explain-clock.ts';
import { previewChange } from './preview-change.ts';
import { readPolicies, readPolicyDetail, readVersionOf } from './queries.ts';

/** SLA policies, applying them to what runs, and the arithmetic of one clock. */
export function policyRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  return [
    ...readingRoutes(core),
    ...writingRoutes(core),
    ...applyingRoutes(core),
    route({
      ...explainClock,
      errors: ['not_found'],
      handler: async ({ actor, params }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.read');
        const { ticketId, clockId } = params;
        return found(
          await readExplanation(core, actor, { ticketId: ticketId as TicketId, clockId }),
        );
      },
    }),
  ];
}

function readingRoutes(core: WriteCore): readonly Route[] {
  const { db } = core;
  return [
    route({
      ...listPolicies,
      handler: ({ actor }) => readPolicies(db, actor.workspaceId),
    }),
    route({
      ...readPolicy,
      errors: ['not_found'],
      handler: async ({ actor, params }) =>
        found(await readPolicyDetail(db, actor.workspaceId, params.policyId)),
    }),
    route({
      ...readPolicyVersion,
      errors: ['not_found'],
      handler: async ({ actor, params }) =>
        found(await readVersionOf(db, actor.workspaceId, params)),
    }),
  ];
}

function writingRoutes(core: WriteCore): readonly Route[] {
  return [
    route({
      ...createPolicy,
      errors: ['policy_invalid'],
      handler: ({ actor, body, request }) =>
        addPolicy(core, { actor, address: request.ip }, body.document),
    }),
    route({
      ...savePolicy,
      errors: ['not_found', 'policy_invalid', 'version_mismatch'],
      handler: ({ actor, params, body, request }) =>
        changePolicy(core, { actor, address: request.ip }, { ...params, ...body }),
    }),
    route({
      ...orderPolicies,
      errors: ['policy_invalid'],
      handler: ({ actor, body, request }) =>
        reorderPolicies(core, { actor, address: request.ip }, body.policyIds),
    }),
    route({
      ...archivePolicy,
      errors: ['not_found', 'policy_invalid'],
      handler: ({ actor, params, body, request }) =>
        putAwayPolicy(core, { actor, address: request.ip }, { ...params, ...body }),
    }),
  ];
}

function applyingRoutes(core: WriteCore): readonly Route[] {
  return [
    route({
      ...previewSlaChange,
      errors: ['not_found'],
      handler: ({ actor, body }) => previewChange(core, actor, body),
    }),
    route({
      ...startSlaChange,
      errors: ['not_found', 'conflict'],
      handler: ({ actor, body, request }) =>
        startChange(core, { actor, address: request.ip }, body),
    }),
    route({
      ...readSlaChange,
      errors: ['not_found'],
      handler: async ({ actor, params }) =>
        found(await readChange(core.db, actor.workspaceId, params.changeId)),
    }),
  ];
}

function found<T>(thing: T | null): T {
  if (thing === null) throw new RequestRefused('not_found');
  return thing;
}
