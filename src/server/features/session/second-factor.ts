import { engineHeaders, passCookies, refusedAsNull } from '#server/platform/auth/engine-call.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import { ownPasswordLimits } from '#server/platform/auth/attempts.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { AgentActor } from '#server/platform/http/principal.ts';
import { noteSecurityChange, ownAccount, requireOwnPassword } from './security.ts';
import { type Exchange, refuseTooMany } from './sign-in.ts';

/** What somebody needs to set up an authenticator. Shown once. */
export type SecondFactorOffer = { uri: string; secret: string; recoveryCodes: string[] };

/** Offers a fresh secret. Until a code of it comes back, signing in is as it was. */
export async function offerSecondFactor(
  identity: Identity,
  { request }: Exchange,
  own: { readonly actor: AgentActor; readonly password: string | null },
): Promise<SecondFactorOffer> {
  const { userId } = await ownAccount(identity.db, own.actor);
  await requireOwnPassword(identity, userId, own.password);
  const offered = await refusedAsNull(() =>
    identity.engine.api.enableTwoFactor({
      body: { method: 'totp', ...(own.password === null ? {} : { password: own.password }) },
      headers: engineHeaders(request),
    }),
  );
  if (offered === null || offered.method !== 'totp') throw new RequestRefused('conflict');
  return {
    uri: offered.totpURI,
    secret: new URL(offered.totpURI).searchParams.get('secret') ?? '',
    recoveryCodes: offered.backupCodes,
  };
}

/** Switches the second factor on with its first code. The session gets a new cookie. */
export async function switchSecondFactorOn(
  identity: Identity,
  { request, reply }: Exchange,
  own: { readonly actor: AgentActor; readonly code: string },
): Promise<void> {
  const account = await ownAccount(identity.db, own.actor);
  await refuseTooMany(identity, ownPasswordLimits(account.userId));
  const made = await refusedAsNull(() =>
    identity.engine.api.verifyTOTP({
      body: { code: own.code },
      headers: engineHeaders(request),
      returnHeaders: true,
    }),
  );
  if (made === null) throw new RequestRefused('credentials_invalid');
  passCookies(made.headers, reply);
  const now = identity.clock.now();
  const noted = { actor: own.actor, account, change: 'secondFactorOn', now, request } as const;
  await transaction(identity.db, (tx) => noteSecurityChange(identity, tx, noted));
}

/** Switches the second factor off again. */
export async function switchSecondFactorOff(
  identity: Identity,
  { request, reply }: Exchange,
  own: { readonly actor: AgentActor; readonly password: string | null },
): Promise<void> {
  const account = await ownAccount(identity.db, own.actor);
  await requireOwnPassword(identity, account.userId, own.password);
  const made = await refusedAsNull(() =>
    identity.engine.api.disableTwoFactor({
      body: own.password === null ? {} : { password: own.password },
      headers: engineHeaders(request),
      returnHeaders: true,
    }),
  );
  if (made === null) throw new RequestRefused('credentials_invalid');
  passCookies(made.headers, reply);
  const now = identity.clock.now();
  const noted = { actor: own.actor, account, change: 'secondFactorOff', now, request } as const;
  await transaction(identity.db, (tx) => noteSecurityChange(identity, tx, noted));
}

/** Makes new recovery codes in place of the old ones, and tells the person. Shown once. */
export async function renewOwnRecoveryCodes(
  identity: Identity,
  { request }: Exchange,
  own: { readonly actor: AgentActor; readonly password: string | null },
): Promise<string[]> {
  const account = await ownAccount(identity.db, own.actor);
  await requireOwnPassword(identity, account.userId, own.password);
  const made = await refusedAsNull(() =>
    identity.engine.api.generateBackupCodes({
      body: own.password === null ? {} : { password: own.password },
      headers: engineHeaders(request),
    }),
  );
  if (made === null) throw new RequestRefused('conflict');
  const now = identity.clock.now();
  const noted = { actor: own.actor, account, change: 'recoveryCodes', now, request } as const;
  await transaction(identity.db, (tx) => noteSecurityChange(identity, tx, noted));
  return made.backupCodes;
}
