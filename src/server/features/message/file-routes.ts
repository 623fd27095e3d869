import { sql } from 'kysely';
import { z } from 'zod';
import { uploadAttachment } from '#contract/message.ts';
import { idText } from '#contract/page.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import type { Ground } from '#server/belay.ts';
import { at } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { cleanName, sendDownload } from '#server/platform/files/download.ts';
import { fileLimitBytesDefault } from '#server/platform/http/body.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { newId } from '#server/platform/ids.ts';

/** Files of messages: uploaded before they are sent, downloaded by who may see the ticket. */
export function messageFileRoutes(ground: Ground): readonly Route[] {
  return [uploadRoute(ground), downloadRoute(ground)];
}

function uploadRoute({ gate, files, core }: Ground): Route {
  return route({
    ...uploadAttachment,
    isMultipart: true,
    bodyLimitBytes: fileLimitBytesDefault,
    errors: ['not_found', 'request_too_large', 'invalid_request'],
    handler: async ({ actor, params, request }) => {
      await gate.ticket(actor, params.ticketId, 'ticket.note');
      const part = await request.file();
      if (part === undefined) throw new RequestRefused('invalid_request');
      const stored = await files.put(actor.workspaceId, part.file, fileLimitBytesDefault);
      const id = newId();
      const filename = cleanName(part.filename);
      await core.db
        .insertInto('attachment')
        .values({
          workspace_id: actor.workspaceId,
          id,
          ticket_id: params.ticketId as TicketId,
          uploaded_by: actor.agentId,
          filename,
          media_type: part.mimetype,
          size: stored.size,
          file_key: stored.key,
          created_at: at(core.clock.now()),
        })
        .execute();
      return {
        id,
        filename,
        mediaType: part.mimetype,
        size: stored.size,
        isInline: false,
        contentId: null,
        url: `/api/v1/attachments/${id}/content`,
      };
    },
  });
}

type FileRow = {
  readonly ticketId: string;
  readonly filename: string;
  readonly mediaType: string;
  readonly fileKey: string;
};

function downloadRoute({ gate, files, db }: Ground): Route {
  return route({
    method: 'GET',
    url: '/api/v1/attachments/:attachmentId/content',
    summary: 'Download a file of a message.',
    tag: 'messages',
    permission: 'ticket.read',
    scope: 'tickets:read',
    produces: 'application/octet-stream',
    errors: ['not_found'],
    schema: {
      params: z.object({ attachmentId: idText }),
      query: z.object({ inline: z.stringbool().default(false) }),
    },
    handler: async ({ actor, params, query, reply }) => {
      const { rows } = await sql<FileRow>`
        select
          ticket_id as "ticketId",
          filename,
          media_type as "mediaType",
          file_key as "fileKey"
        from attachment
        where workspace_id = ${actor.workspaceId}
          and id = ${params.attachmentId}
      `.execute(db);
      const row = rows[0];
      if (row === undefined) throw new RequestRefused('not_found');
      await gate.ticket(actor, row.ticketId, 'ticket.read');
      const file = await files.open(row.fileKey);
      if (file === null) throw new RequestRefused('not_found');
      const { filename: fileName, mediaType } = row;
      return sendDownload(reply, { ...file, fileName, mediaType, wantsInline: query.inline });
    },
  });
}
