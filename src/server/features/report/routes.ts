import { Readable } from 'node:stream';
import {
  downloadFigures,
  downloadTickets,
  readReport as readReportEndpoint,
} from '#contract/report.ts';
import { recordAudit } from '#server/features/audit/public.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Db } from '#server/platform/db/database.ts';
import { disposition } from '#server/platform/files/download.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { csvMediaType } from './csv.ts';
import { figureFile } from './figure-file.ts';
import { readReport } from './read-report.ts';
import { ticketFile } from './ticket-file.ts';

/** The figures, and the files of what they count. A file that leaves is noted in the audit log. */
export function reportRoutes(part: { readonly db: Db; readonly clock: Clock }): readonly Route[] {
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
        await recordAudit(db, {
          workspaceId: actor.workspaceId,
          actor,
          action: 'export.tickets',
          address: request.ip,
          now,
        });
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
