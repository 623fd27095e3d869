import { sql } from 'kysely';
import type { MadeCredential, Passkey } from '#contract/sign-in.ts';
import { hourMs, type Instant, instant } from '#domain/kernel/instant.ts';
import { engineHeaders, passCookies, refusedAsNull } from '#server/platform/auth/engine-call.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { AgentActor } from '#server/platform/http/principal.ts';
import { noteSecurityChange, ownAccount, presentPasskey } from './security.ts';
import type { Exchange } from './sign-in.ts';

/**
 * Begins adding a passkey. A passkey opens the account for good, so the session must be younger
 * than an hour: a browser left open since the morning is not enough.
 */
export async function offerPasskey(
  identity: Identity,
  { request, reply }: Exchange,
  actor: AgentActor,
): Promise<Record<string, unknown>> {
  await requireFreshSession(identity, actor);
  const made = await identity.engine.api.generatePasskeyRegistrationOptions({
    headers: engineHeaders(request),
    returnHeaders: true,
  });
  passCookies(made.headers, reply);
  return { ...made.response };
}

/** Keeps the passkey that the browser made. */
export async function keepPasskey(
  identity: Identity,
  { request }: Exchange,
  own: { readonly actor: AgentActor; readonly name: string; readonly credential: MadeCredential },
): Promise<Passkey> {
  await requireFreshSession(identity, own.actor);
  const account = await ownAccount(identity.db, own.actor);
  const made = await refusedAsNull(() =>
    identity.engine.api.verifyPasskeyRegistration({
      body: { response: own.credential, name: own.name },
      headers: engineHeaders(request),
    }),
  );
  if (made === null) throw new RequestRefused('credentials_invalid');
  const now = identity.clock.now();
  const noted = { actor: own.actor, account, change: 'passkeyAdded', now, request } as const;
  await transaction(identity.db, (tx) => noteSecurityChange(identity, tx, noted));
  return presentPasskey({
    id: made.id,
    name: own.name,
    createdAt: instant(made.createdAt.getTime()),
    isSynced: made.backedUp,
  });
}

/** Removes one of the person's own passkeys, and tells them by mail. */
export async function dropPasskey(
  identity: Identity,
  { request }: Pick<Exchange, 'request'>,
  own: { readonly actor: AgentActor; readonly passkeyId: string },
): Promise<void> {
  const { actor, passkeyId } = own;
  const account = await ownAccount(identity.db, actor);
  const subject = { kind: 'passkey', id: passkeyId };
  const noted = { actor, account, change: 'passkeyRemoved', request, subject } as const;
  await transaction(identity.db, async (tx) => {
    const dropped = await sql`
      delete from auth.passkey
      where id = ${passkeyId}
        and user_id = ${account.userId}
    `.execute(tx);
    if ((dropped.numAffectedRows ?? 0n) === 0n) throw new RequestRefused('not_found');
    await noteSecurityChange(identity, tx, { ...noted, now: identity.clock.now() });
  });
}

async function requireFreshSession(identity: Identity, actor: AgentActor): Promise<void> {
  const found = await sql<{ createdAt: Instant }>`
    select created_at as "createdAt"
    from auth.session
    where id = ${actor.sessionId}
  `.execute(identity.db);
  const createdAt = found.rows[0]?.createdAt ?? 0;
  // Sessions follow the machine's clock, as better-auth does.
  if (Date.now() - createdAt >= hourMs) throw new RequestRefused('sign_in_stale');
}
