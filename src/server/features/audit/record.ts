import { sql } from 'kysely';
import type { AgentId, ContactId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at, json, type JsonValue } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';

/** Who did it; whoever a route knows as its actor is one of these. */
export type AuditActor =
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  | { readonly kind: 'api_key'; readonly keyId: string }
  | { readonly kind: 'visitor'; readonly contactId: ContactId | null }
  /** Belay by itself. */
  | { readonly kind: 'system' }
  /** Somebody who did not prove who they are. */
  | { readonly kind: 'nobody' };

/** What is to be remembered of an act. */
export type AuditRecord = {
  readonly workspaceId: WorkspaceId;
  readonly actor: AuditActor;
  /** Dotted, past tense, never renamed: `api_key.created`. */
  readonly action: string;
  readonly subject?: { readonly kind: string; readonly id: string };
  /** By name, never a secret and never a customer's words: the record cannot be erased. */
  readonly details?: Readonly<Record<string, JsonValue>>;
  /** The network address that the act came from. */
  readonly address?: string | null;
  readonly now: Instant;
};

/**
 * Writes an entry of the audit log. Give the transaction of the act itself, so that neither
 * stands without the other.
 */
export async function recordAudit(db: Db, record: AuditRecord): Promise<void> {
  const actor = auditActor(record.actor);
  await sql`
    insert into audit_entry
      (workspace_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, details, address)
    values (
      ${record.workspaceId},
      ${newId()},
      ${at(record.now)},
      ${actor.kind},
      ${actor.id},
      ${record.action},
      ${record.subject?.kind ?? null},
      ${record.subject?.id ?? null},
      ${json(record.details ?? {})},
      ${record.address ?? null}
    )
  `.execute(db);
}

function auditActor(actor: AuditActor): { kind: string; id: string | null } {
  switch (actor.kind) {
    case 'agent':
      return { kind: 'agent', id: actor.agentId };
    case 'api_key':
      return { kind: 'api_key', id: actor.keyId };
    case 'visitor':
      return { kind: 'contact', id: actor.contactId };
    case 'system':
    case 'nobody':
      return { kind: actor.kind, id: null };
    default:
      return actor satisfies never;
  }
}
