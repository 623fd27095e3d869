import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { downloadBreaches, listBreachedCycles, readBreaches } from '#contract/breach-report.ts';
import {
  downloadFigures,
  downloadTickets,
  readReport as readReportEndpoint,
} from '#contract/report.ts';
import { recordAudit } from '#server/features/audit/public.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Db } from '#server/platform/db/database.ts';
import { disposition } from '#server/platform/files/download.ts';
import { decodeCursor, encodeCursor, pageFrom } from '#server/platform/http/cursor.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { breachFile } from './breach-file.ts';
import { readBreachReport, readPresentedCycles } from './breach-report.ts';
import { csvMediaType } from './csv.ts';
import { figureFile } from './figure-file.ts';
import { readReport } from './read-report.ts';
import { ticketFile } from './ticket-file.ts';

type Part = { readonly db: Db; readonly clock: Clock };

/** The figures, and the files of what they count. A file that leaves is noted in the audit log. */
export function reportRoutes(part: Part): readonly Route[] {
  return [...summaryRoutes(part), ...breachRoutes(part)];
}

function summaryRoutes(part: Part): readonly Route[] {
  const { db, clock } = part;
  return [
    route({
      ...readReportEndpoint,
      handler: ({ actor, query }) => readReport(db, actor, { query, now: clock.now() }),
    }),
    route({
      ...downloadTickets,
      produces: csvMediaType,
      handler: async ({ actor, query, request, reply }) => {
        const now = clock.now();
        await noteExport(part, actor, request);
        reply.header('content-disposition', disposition('attachment', 'tickets.csv'));
        return Readable.from(ticketFile(db, actor, { filter: query, now }), { objectMode: false });
      },
    }),
    route({
      ...downloadFigures,
      produces: csvMediaType,
      handler: async ({ actor, query, reply }) => {
        const report = await readReport(db, actor, { query, now: clock.now() });
        reply.header('content-disposition', disposition('attachment', 'figures.csv'));
        return figureFile(report);
      },
    }),
  ];
}

/** Where in the list of cycles a page begins. */
const cyclesOrder = 'breached_cycles';
const cyclesPlace = z.tuple([z.number().int().min(0)]);

function breachRoutes(part: Part): readonly Route[] {
  const { db, clock } = part;
  return [
    route({
      ...readBreaches,
      handler: ({ actor, query }) => readBreachReport(db, actor, { query, now: clock.now() }),
    }),
    route({
      ...listBreachedCycles,
      handler: async ({ actor, query }) => {
        const [from] = decodeCursor(query.cursor, cyclesOrder, cyclesPlace) ?? [0];
        const cycles = await readPresentedCycles(db, actor, { query, now: clock.now() });
        const rows = cycles.slice(from, from + query.limit + 1);
        return pageFrom(rows, query.limit, () => encodeCursor(cyclesOrder, [from + query.limit]));
      },
    }),
    route({
      ...downloadBreaches,
      produces: csvMediaType,
      handler: async ({ actor, query, request, reply }) => {
        await noteExport(part, actor, request);
        const cycles = await readPresentedCycles(db, actor, { query, now: clock.now() });
        reply.header('content-disposition', disposition('attachment', 'breaches.csv'));
        return Readable.from(breachFile(cycles), { objectMode: false });
      },
    }),
  ];
}

async function noteExport(
  { db, clock }: Part,
  actor: StaffActor,
  request: FastifyRequest,
): Promise<void> {
  await recordAudit(db, {
    workspaceId: actor.workspaceId,
    actor,
    action: 'export.tickets',
    address: request.ip,
    now: clock.now(),
  });
}
