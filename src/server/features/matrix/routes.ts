import {
  checkMatrix,
  discardMatrixDraft,
  exportMatrix,
  importMatrixDraft,
  listMatrixVersions,
  readMatrix,
  readMatrixVersion,
  publishMatrix,
  saveMatrixDraft,
  trialFacts,
  tryMatrix,
} from '#contract/matrix.ts';
import type { MatrixContent as WrittenContent } from '#contract/matrix-content.ts';
import type { TeamId } from '#domain/kernel/id.ts';
import { instantFromIso } from '#domain/kernel/instant.ts';
import type { MatrixContent } from '#domain/matrix/matrix.ts';
import { matrixToText } from '#domain/matrix/text.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import type { AccessGate } from '#server/platform/access/access.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { dropDraft, importDraft, keepDraft, publish } from './commands.ts';
import { readState, readVersion, readVersions } from './queries.ts';
import { readReport } from './report.ts';
import { tryTicket } from './trial.ts';

/** The escalation matrix: draft, proof, trial, publication and history. */
export function matrixRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  return [...readingRoutes(core), ...draftRoutes(core), ...provingRoutes(core, gate)];
}

function readingRoutes(core: WriteCore): readonly Route[] {
  const { db } = core;
  return [
    route({
      ...readMatrix,
      handler: ({ actor }) => readState(db, actor.workspaceId),
    }),
    route({
      ...listMatrixVersions,
      handler: async ({ actor }) => ({
        items: await readVersions(db, actor.workspaceId),
        nextCursor: null,
      }),
    }),
    route({
      ...readMatrixVersion,
      errors: ['not_found'],
      handler: async ({ actor, params }) =>
        found(await readVersion(db, actor.workspaceId, params.versionId)),
    }),
    route({
      ...exportMatrix,
      errors: ['not_found'],
      handler: async ({ actor, params }) => {
        const version = found(await readVersion(db, actor.workspaceId, params.versionId));
        const { directory } = await transaction(db, (tx) => core.context(tx, actor.workspaceId));
        return { text: matrixToText(asDomain(version.content), directory) };
      },
    }),
  ];
}

function draftRoutes(core: WriteCore): readonly Route[] {
  return [
    route({
      ...saveMatrixDraft,
      errors: ['version_mismatch'],
      handler: ({ actor, body, request }) => {
        const asked = { ...body, content: asDomain(body.content) };
        return keepDraft(core, { actor, address: request.ip }, asked);
      },
    }),
    route({
      ...importMatrixDraft,
      errors: ['matrix_unreadable', 'version_mismatch'],
      handler: ({ actor, body, request }) =>
        importDraft(core, { actor, address: request.ip }, body),
    }),
    route({
      ...discardMatrixDraft,
      handler: ({ actor, request }) => dropDraft(core, { actor, address: request.ip }),
    }),
    route({
      ...publishMatrix,
      errors: [
        'not_found',
        'matrix_invalid',
        'matrix_unsafe',
        'matrix_not_draft',
        'version_mismatch',
      ],
      handler: ({ actor, body, request }) => publish(core, { actor, address: request.ip }, body),
    }),
  ];
}

function provingRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  return [
    route({
      ...checkMatrix,
      handler: ({ actor, body }) =>
        readReport(core, actor, {
          content: body.content === undefined ? null : asDomain(body.content),
          teamId: body.teamId as TeamId | null,
        }),
    }),
    route({
      ...tryMatrix,
      errors: ['not_found'],
      handler: ({ actor, body }) =>
        tryTicket(core, gate, {
          actor,
          asked: {
            content: body.content === undefined ? null : asDomain(body.content),
            at: body.at === undefined ? core.clock.now() : instantFromIso(body.at),
            ticketNumber: body.ticketNumber ?? null,
            facts: body.facts ?? trialFacts.parse({}),
          },
        }),
    }),
  ];
}

/** The same shape, parsed by the contract; only the brands of the ids are missing. */
function asDomain(content: WrittenContent): MatrixContent {
  return content as unknown as MatrixContent;
}

function found<T>(thing: T | null): T {
  if (thing === null) throw new RequestRefused('not_found');
  return thing;
}
