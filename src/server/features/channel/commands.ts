import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { ChannelBody } from '#contract/channel.ts';
import type { ChannelId, TeamId, WorkspaceId } from '#domain/kernel/id.ts';
import { dayMs, type Instant, plusMs } from '#domain/kernel/instant.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { newId } from '#server/platform/ids.ts';
import type { Sealer } from '#server/platform/seal.ts';
import {
  type EmailSecrets,
  emailSecrets,
  readChannels,
  type StoredChannel,
} from './channel-row.ts';

export type NewChannel = {
  readonly workspaceId: WorkspaceId;
  readonly body: ChannelBody;
  readonly now: Instant;
};

/** Connects a channel and answers its id, and for mail the secret that its hook is signed with. */
export async function insertChannel(
  tx: Tx,
  sealer: Sealer,
  part: NewChannel,
): Promise<{ id: ChannelId; hookSecret: string | null }> {
  const { workspaceId, body, now } = part;
  const id = newId<ChannelId>();
  const hookSecret = body.kind === 'email' ? newHookSecret() : null;
  await tx
    .insertInto('channel')
    .values({
      workspace_id: workspaceId,
      id,
      kind: body.kind,
      name: body.name,
      address: addressOf(body, id),
      team_id: body.teamId as TeamId | null,
      language: body.language,
      settings: json(body.settings),
      sealed_secrets:
        hookSecret === null ? null : sealer.seal({ ...passwordsOf(body), hookSecret }),
      is_enabled: body.isEnabled,
      created_at: at(now),
      updated_at: at(now),
    })
    .execute();
  return { id, hookSecret };
}

/** Reads a channel under lock, so that of two who change it the second sees what the first kept. */
export async function lockChannel(
  tx: Tx,
  sealer: Sealer,
  which: { readonly workspaceId: WorkspaceId; readonly id: string },
): Promise<StoredChannel | null> {
  await sql`
    select
    from channel
    where workspace_id = ${which.workspaceId}
      and id = ${which.id}
    for update
  `.execute(tx);
  const [channel] = await readChannels(tx, sealer, which);
  return channel ?? null;
}

/** Changes a channel; its kind stays. A password that is left out stays too. */
export async function changeChannel(
  tx: Tx,
  sealer: Sealer,
  part: NewChannel & { readonly id: ChannelId },
): Promise<void> {
  const { body } = part;
  const secretsBefore = body.kind === 'email' ? await lockSecrets(tx, sealer, part) : null;
  await tx
    .updateTable('channel')
    .set({
      name: body.name,
      ...(body.kind === 'email' ? { address: body.address } : {}),
      team_id: body.teamId as TeamId | null,
      language: body.language,
      settings: json(body.settings),
      ...(secretsBefore === null
        ? {}
        : { sealed_secrets: sealer.seal({ ...secretsBefore, ...passwordsOf(body) }) }),
      is_enabled: body.isEnabled,
      // What a reader noted was about the settings before; its successor notes its own.
      status: json({}),
      version: sql<number>`version + 1`,
      updated_at: at(part.now),
    })
    .where('workspace_id', '=', part.workspaceId)
    .where('id', '=', part.id)
    .execute();
}

/**
 * Makes a new secret for a mail channel's hook and answers it. The one before is taken for a day
 * more, unless yet another is made meanwhile. Throws `not_found` for what is no mail channel.
 */
export async function rotateHookSecret(
  tx: Tx,
  sealer: Sealer,
  part: { readonly workspaceId: WorkspaceId; readonly id: string; readonly now: Instant },
): Promise<{ readonly secret: string; readonly name: string }> {
  const { workspaceId, id, now } = part;
  const before = await lockSecrets(tx, sealer, part);
  const secret = newHookSecret();
  const previousHook = { secret: before.hookSecret, until: plusMs(now, dayMs) };
  const { rows } = await sql<{ name: string }>`
    update channel
    set
      sealed_secrets = ${sealer.seal({ ...before, hookSecret: secret, previousHook })},
      version = version + 1,
      updated_at = ${at(now)}
    where workspace_id = ${workspaceId}
      and id = ${id}
    returning name
  `.execute(tx);
  return { secret, name: rows[0]?.name ?? '' };
}

/** Read under the row's lock: of two who change them at once neither undoes the other. */
async function lockSecrets(
  tx: Tx,
  sealer: Sealer,
  which: { readonly workspaceId: WorkspaceId; readonly id: string },
): Promise<EmailSecrets> {
  const { rows } = await sql<{ sealed: string | null }>`
    select sealed_secrets as sealed
    from channel
    where workspace_id = ${which.workspaceId}
      and id = ${which.id}
      and kind = 'email'
    for update
  `.execute(tx);
  const channel = rows[0];
  if (channel === undefined) throw new RequestRefused('not_found');
  return emailSecrets.parse(channel.sealed === null ? {} : sealer.open(channel.sealed));
}

/** The secrets that the hook is signed with now, the newest first. */
export function hookSecretsOf(secrets: EmailSecrets, now: Instant): readonly string[] {
  const { hookSecret, previousHook } = secrets;
  const isTaken = previousHook !== null && previousHook.until > now;
  return isTaken ? [hookSecret, previousHook.secret] : [hookSecret];
}

/** Standard Webhooks secrets: `whsec_` and 24 random bytes. */
export function newHookSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`;
}

function passwordsOf(body: ChannelBody): Partial<EmailSecrets> {
  if (body.kind !== 'email') return {};
  return {
    ...(body.imapPassword === undefined ? {} : { imapPassword: body.imapPassword }),
    ...(body.smtpPassword === undefined ? {} : { smtpPassword: body.smtpPassword }),
  };
}

/** A widget is named by a public key that says nothing; the API channel by its id. */
function addressOf(body: ChannelBody, id: ChannelId): string {
  if (body.kind === 'email') return body.address;
  return body.kind === 'webchat' ? randomBytes(12).toString('base64url') : id;
}
