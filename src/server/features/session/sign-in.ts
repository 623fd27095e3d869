import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { ProvedCredential, SignInOutcome } from '#contract/sign-in.ts';
import {
  findAccount,
  findAccountByEmail,
  endSessionByToken,
} from '#server/platform/auth/account.ts';
import {
  countAttempt,
  forgetAttempt,
  signInLimits,
  tokenLimits,
} from '#server/platform/auth/attempts.ts';
import { readSessionToken, sessionCookieName } from '#server/platform/auth/cookie.ts';
import {
  challengeHeaders,
  engineHeaders,
  madeCookieHeader,
  passCookies,
  refusedAsNull,
} from '#server/platform/auth/engine-call.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import { sweepExpired } from '#server/platform/auth/sweep.ts';
import { useOneTimeToken } from '#server/platform/auth/one-time-token.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { recordAudit } from '../audit/public.ts';

/** One exchange over HTTP; cookies come with the one and leave with the other. */
export type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** How somebody proved who they are; named in the audit log. */
export type SignInMethod =
  | 'password'
  | 'second_factor'
  | 'recovery_code'
  | 'passkey'
  | 'link'
  | 'invitation';

/**
 * Tries e-mail and password. A wrong address, a wrong password, an address without a password and
 * an agent who was deactivated all look the same, in words and in time: the engine hashes a
 * password in each case, and what we write about failures is written after the answer.
 */
export async function signInWithPassword(
  identity: Identity,
  exchange: Exchange,
  given: { readonly email: string; readonly password: string; readonly isRemembered: boolean },
): Promise<SignInOutcome> {
  const { request, reply } = exchange;
  const limits = signInLimits(given.email, request.ip);
  await refuseTooMany(identity, limits);
  const made = await refusedAsNull(() =>
    identity.engine.api.signInEmail({
      body: { email: given.email, password: given.password, rememberMe: given.isRemembered },
      headers: engineHeaders(request),
      returnHeaders: true,
    }),
  );
  if (made === null) {
    noteFailure(identity, given.email, request.ip);
    throw new RequestRefused('credentials_invalid');
  }
  if ('twoFactorRedirect' in made.response) {
    passCookies(made.headers, reply);
    await forgetAttempt(identity.db, limits);
    return { state: 'second_factor_required' };
  }
  const userId = made.response.user.id;
  const outcome = await finishSignIn(identity, exchange, { userId, made, method: 'password' });
  await forgetAttempt(identity.db, limits);
  return outcome;
}

/** Answers the challenge that a right password left open, once within ten minutes. */
export async function signInWithCode(
  identity: Identity,
  exchange: Exchange,
  given: { readonly code: string; readonly kind: 'authenticator' | 'recovery' },
): Promise<SignInOutcome> {
  const limits = tokenLimits(exchange.request.ip);
  await refuseTooMany(identity, limits);
  const headers = challengeHeaders(exchange.request, sessionCookieName(identity.baseUrl));
  const { api } = identity.engine;
  const made = await refusedAsNull(async () =>
    given.kind === 'authenticator'
      ? api.verifyTOTP({ body: { code: given.code }, headers, returnHeaders: true })
      : api.verifyBackupCode({ body: { code: given.code }, headers, returnHeaders: true }),
  );
  const userId = made?.response.user.id;
  if (made === null || userId === undefined) throw new RequestRefused('credentials_invalid');
  if (given.kind === 'authenticator' && !(await spendCode(identity, userId, given.code))) {
    await dropMadeSession(identity, made.headers);
    throw new RequestRefused('credentials_invalid');
  }
  const method = given.kind === 'authenticator' ? 'second_factor' : 'recovery_code';
  const outcome = await finishSignIn(identity, exchange, { userId, made, method });
  await forgetAttempt(identity.db, limits);
  return outcome;
}

/** Signs in by a link that the server printed. It works once, within the hour. */
export async function signInWithLink(
  identity: Identity,
  exchange: Exchange,
  token: string,
): Promise<SignInOutcome> {
  await refuseTooMany(identity, tokenLimits(exchange.request.ip));
  const now = identity.clock.now();
  const userId = await useOneTimeToken(identity.db, { token, purpose: 'sign_in', now });
  if (userId === null) throw new RequestRefused('link_invalid');
  return openSession(identity, exchange, { userId, method: 'link' });
}

/** The challenge that a passkey is to sign. */
export async function passkeyOptions(
  identity: Identity,
  { request, reply }: Exchange,
): Promise<Record<string, unknown>> {
  await refuseTooMany(identity, tokenLimits(request.ip));
  const made = await identity.engine.api.generatePasskeyAuthenticationOptions({
    headers: challengeHeaders(request, sessionCookieName(identity.baseUrl)),
    returnHeaders: true,
  });
  passCookies(made.headers, reply);
  return { ...made.response, userVerification: 'required' };
}

/** Signs in with what the passkey signed. */
export async function signInWithPasskey(
  identity: Identity,
  exchange: Exchange,
  credential: ProvedCredential,
): Promise<SignInOutcome> {
  const limits = tokenLimits(exchange.request.ip);
  await refuseTooMany(identity, limits);
  const made = await refusedAsNull(() =>
    identity.engine.api.verifyPasskeyAuthentication({
      body: { response: credential },
      headers: challengeHeaders(exchange.request, sessionCookieName(identity.baseUrl)),
      returnHeaders: true,
    }),
  );
  if (made === null) throw new RequestRefused('credentials_invalid');
  const { userId } = made.response.session;
  const outcome = await finishSignIn(identity, exchange, { userId, made, method: 'passkey' });
  await forgetAttempt(identity.db, limits);
  return outcome;
}

/** Opens a session for a user who was proved by a link or an invitation. */
export async function openSession(
  identity: Identity,
  exchange: Exchange,
  proved: { readonly userId: string; readonly method: SignInMethod },
): Promise<SignInOutcome> {
  const made = await identity.engine.api.openSession({
    body: { userId: proved.userId },
    headers: engineHeaders(exchange.request),
    returnHeaders: true,
  });
  return finishSignIn(identity, exchange, { ...proved, made });
}

/** Signs this browser out. Nothing happens when nobody was signed in. */
export async function signOutHere(identity: Identity, { request, reply }: Exchange): Promise<void> {
  const token = readSessionToken(request.headers.cookie, identity);
  if (token !== null) await endSessionByToken(identity.db, token);
  const made = await identity.engine.api.signOut({
    headers: engineHeaders(request),
    returnHeaders: true,
  });
  passCookies(made.headers, reply);
}

/**
 * The last step of every way in: the agent must be active, the session that the browser came with
 * ends (so that one planted before cannot live on), and only then do the cookies leave.
 */
async function finishSignIn(
  identity: Identity,
  { request, reply }: Exchange,
  proved: {
    readonly userId: string;
    readonly method: SignInMethod;
    readonly made: { readonly headers: Headers };
  },
): Promise<SignInOutcome> {
  const account = await findAccount(identity.db, proved.userId);
  if (account === null) {
    await dropMadeSession(identity, proved.made.headers);
    throw new RequestRefused('credentials_invalid');
  }
  const previous = readSessionToken(request.headers.cookie, identity);
  if (previous !== null) await endSessionByToken(identity.db, previous);
  const { workspaceId, agentId } = account;
  await recordAudit(identity.db, {
    workspaceId,
    actor: { kind: 'agent', agentId },
    action: 'session.opened',
    details: { method: proved.method },
    address: request.ip,
    now: identity.clock.now(),
  });
  passCookies(proved.made.headers, reply);
  identity.background.run(() => sweepExpired(identity.db, identity.clock.now()));
  return { state: 'signed_in' };
}

async function dropMadeSession(identity: Identity, headers: Headers): Promise<void> {
  const token = readSessionToken(madeCookieHeader(headers), identity);
  if (token !== null) await endSessionByToken(identity.db, token);
}

/** Refuses when one of the limits is used up, before anything is looked at. */
export async function refuseTooMany(
  identity: Identity,
  limits: Parameters<typeof countAttempt>[1],
): Promise<void> {
  const retryAfterSeconds = await countAttempt(identity.db, limits, identity.clock.now());
  if (retryAfterSeconds !== null) throw new RequestRefused('rate_limited', { retryAfterSeconds });
}

/** A code of the authenticator lets in once, though the clock would accept it for a minute more. */
async function spendCode(identity: Identity, userId: string, code: string): Promise<boolean> {
  const codeHash = createHash('sha256').update(`${userId}:${code}`).digest('hex');
  const spent = await sql`
    update auth.second_factor
    set last_code_hash = ${codeHash}
    where user_id = ${userId}
      and last_code_hash is distinct from ${codeHash}
  `.execute(identity.db);
  return (spent.numAffectedRows ?? 0n) > 0n;
}

function noteFailure(identity: Identity, email: string, address: string): void {
  identity.background.run(async () => {
    const account = await findAccountByEmail(identity.db, email);
    if (account === null) return;
    await recordAudit(identity.db, {
      workspaceId: account.workspaceId,
      actor: { kind: 'nobody' },
      action: 'session.refused',
      subject: { kind: 'agent', id: account.agentId },
      address,
      now: identity.clock.now(),
    });
  });
}
