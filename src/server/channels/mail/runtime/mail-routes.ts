import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { z } from 'zod';
import { idText } from '#contract/page.ts';
import type { Ground } from '#server/belay.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { sendDownload } from '#server/platform/files/download.ts';
import { mailFramePolicy } from '#server/platform/http/policy.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import type { MailParser } from '../parse.ts';
import { escapeAttribute, showInlineImages, showRemoteImages } from '../sanitise.ts';

/** A mail as it came, and as its sender meant it to look. */
export function mailRoutes(ground: Ground, parser: Sanitiser): readonly Route[] {
  return [rawRoute(ground), htmlRoute(ground, parser)];
}

/** Of the parser only this: HTML is made inert in its threads, never in the one that serves. */
type Sanitiser = Pick<MailParser, 'sanitise'>;

function rawRoute({ gate, db }: Ground): Route {
  return route({
    method: 'GET',
    url: '/api/v1/messages/:messageId/raw',
    summary: 'Download a mail byte for byte as it came.',
    tag: 'messages',
    permission: 'ticket.read',
    scope: 'tickets:read',
    produces: 'application/octet-stream',
    errors: ['not_found'],
    schema: { params: z.object({ messageId: idText }) },
    handler: async ({ actor, params, reply }) => {
      const { rows } = await sql<{ ticketId: string; content: Buffer }>`
        select m.ticket_id as "ticketId", r.content
        from message m
        join raw_message r on r.workspace_id = m.workspace_id and r.id = m.raw_message_id
        where m.workspace_id = ${actor.workspaceId}
          and m.id = ${params.messageId}
      `.execute(db);
      const row = rows[0];
      if (row === undefined) throw new RequestRefused('not_found');
      await gate.ticket(actor, row.ticketId, 'ticket.read');
      return sendDownload(reply, {
        stream: Readable.from([row.content]),
        size: row.content.length,
        fileName: 'message.eml',
        mediaType: 'message/rfc822',
        wantsInline: false,
      });
    },
  });
}

type HtmlRow = {
  readonly ticketId: string;
  readonly html: string | null;
  readonly text: string;
  readonly inlineFiles: readonly { readonly id: string; readonly contentId: string }[];
};

function htmlRoute({ gate, db }: Ground, parser: Sanitiser): Route {
  return route({
    method: 'GET',
    url: '/api/v1/messages/:messageId/html',
    summary: 'A mail as its sender meant it to look: inert, in a frame of its own.',
    tag: 'messages',
    permission: 'ticket.read',
    scope: null,
    produces: 'text/html; charset=utf-8',
    errors: ['not_found'],
    schema: {
      params: z.object({ messageId: idText }),
      query: z.object({ images: z.stringbool().default(false) }),
    },
    handler: async ({ actor, params, query, reply }) => {
      const row = await readHtml(db, actor, params.messageId);
      if (row?.html == null) throw new RequestRefused('not_found');
      await gate.ticket(actor, row.ticketId, 'ticket.read');
      reply.headers({
        'content-security-policy': mailFramePolicy,
        'x-frame-options': 'SAMEORIGIN',
      });
      const inert = await parser.sanitise(row.html);
      return mailPage({ ...row, inert }, query.images);
    },
  });
}

async function readHtml(
  db: Ground['db'],
  actor: StaffActor,
  messageId: string,
): Promise<HtmlRow | undefined> {
  const { rows } = await sql<HtmlRow>`
    select
      m.ticket_id as "ticketId",
      m.html,
      m.text,
      coalesce(
        (
          select jsonb_agg(jsonb_build_object('id', f.id, 'contentId', f.content_id))
          from attachment f
          where f.workspace_id = m.workspace_id
            and f.message_id = m.id
            and f.content_id is not null
        ),
        '[]'
      ) as "inlineFiles"
    from message m
    where m.workspace_id = ${actor.workspaceId}
      and m.id = ${messageId}
  `.execute(db);
  return rows[0];
}

/**
 * Sanitised once more on the way out: what was stored yesterday meets the rules of today. HTML that
 * could not be made inert in time (`inert` null) is never shown; the words of the mail are.
 */
export function mailPage(
  mail: {
    readonly inert: string | null;
    readonly text: string;
    readonly inlineFiles: HtmlRow['inlineFiles'];
  },
  showsRemote: boolean,
): string {
  return `<!doctype html>
<html>
<head><meta charset="utf-8"><base target="_blank"></head>
<body dir="auto">
${mail.inert === null ? plainBody(mail.text) : shownBody(mail.inert, mail.inlineFiles, showsRemote)}
</body>
</html>
`;
}

function shownBody(inert: string, files: HtmlRow['inlineFiles'], showsRemote: boolean): string {
  const byContentId = new Map(files.map(({ id, contentId }) => [contentId, id]));
  const shown = showInlineImages(inert, (contentId) => {
    const id = byContentId.get(contentId);
    return id === undefined ? null : `/api/v1/attachments/${id}/content?inline=true`;
  });
  return showsRemote ? showRemoteImages(shown) : shown;
}

/** Only escaped: a search for links would be one more thing that a hostile mail can slow down. */
function plainBody(text: string): string {
  return `<div dir="auto" style="white-space: pre-wrap">${escapeAttribute(text)}</div>`;
}
