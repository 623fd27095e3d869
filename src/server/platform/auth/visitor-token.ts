import { sql } from 'kysely';
import { type ChannelId, isId, type WorkspaceId } from '#domain/kernel/id.ts';
import type { Db } from '../db/database.ts';
import type { VisitorActor } from '../http/principal.ts';
import { hashToken, newSecretToken } from './secret-token.ts';

/**
 * A visitor's token names its workspace, since every key begins with it, and then holds 256 bits
 * that only this visitor's browser has. Only its hash is kept.
 */
const prefix = 'visitor';

/** Makes the token of a visitor: of `secret` where it must be found again, else of chance. */
export function visitorToken(workspaceId: WorkspaceId, secret: string = newSecretToken()): string {
  return `${prefix}.${workspaceId}.${secret}`;
}

/** Whether a credential has the form of a visitor's token; whether it is one, is asked elsewhere. */
export function isVisitorToken(credential: string): boolean {
  return credential.startsWith(`${prefix}.`);
}

type Row = {
  readonly visitorId: string;
  readonly channelId: ChannelId;
};

/**
 * Finds out whose token it is; null when nobody's, or when the chat was switched off. The actor
 * names no contact: visitors say who they are and prove nothing, so that no gate may open to them
 * what belongs to the person whose address they gave.
 */
export async function authenticateVisitor(db: Db, token: string): Promise<VisitorActor | null> {
  const [, workspaceId = ''] = token.split('.');
  const tokenHash = hashToken(token);
  if (tokenHash === null || !isVisitorToken(token) || !isId(workspaceId)) return null;
  const { rows } = await sql<Row>`
    select
      v.id as "visitorId",
      v.channel_id as "channelId"
    from chat_visitor v
    join channel c on c.workspace_id = v.workspace_id and c.id = v.channel_id
    where v.workspace_id = ${workspaceId}
      and v.token_hash = ${tokenHash}
      and c.is_enabled
  `.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  return { kind: 'visitor', workspaceId: workspaceId as WorkspaceId, contactId: null, ...row };
}
