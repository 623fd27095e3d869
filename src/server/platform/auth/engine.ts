import { createAuthEndpoint } from '@better-auth/core/api';
import { passkey } from '@better-auth/passkey';
import { APIError, betterAuth } from 'better-auth';
import { setSessionCookie } from 'better-auth/cookies';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Pool } from 'pg';
import { z } from 'zod';
import { passwordLengthMax, passwordLengthMin } from '#domain/people/password.ts';
import { cookiePrefix, cookieIsSecure } from './cookie.ts';
import { plainKysely } from './plain-kysely.ts';
import {
  credentialFields,
  passkeyFields,
  secondFactorFields,
  sessionFields,
  userFields,
  verificationFields,
} from './engine-tables.ts';
import { hashPassword, verifyPassword } from './password.ts';

/** After this a session ends, used or not (ASVS 7.3.2). */
export const sessionDays = 30;
const daySeconds = 86_400;

export type AuthEngineOptions = {
  readonly pool: Pool;
  /** Where the desk is reached, from BELAY_BASE_URL. Links and origins come from it alone. */
  readonly baseUrl: string;
  readonly secret: string;
  readonly newId: () => string;
  readonly log: (level: 'warn' | 'error', message: string) => void;
};

/**
 * better-auth as an engine behind our own routes: it checks passwords, second factors and
 * passkeys, and makes the session cookies. None of its own routes is mounted, so an upgrade
 * cannot open a door that we did not make.
 *
 * It reads the machine's clock, not ours: a story that moves time by a month must not sign
 * everybody out. What we keep ourselves (links, invitations, API keys) follows our clock.
 */
export function createAuthEngine(options: AuthEngineOptions) {
  const { baseUrl } = options;
  const origin = new URL(baseUrl).origin;
  return betterAuth({
    appName: 'Belay',
    baseURL: origin,
    basePath: '/api/v1/auth',
    secret: options.secret,
    trustedOrigins: [origin],
    database: {
      db: plainKysely(options.pool),
      type: 'postgres',
      schemaName: 'auth',
      transaction: true,
    },
    user: { modelName: 'user_account', fields: userFields },
    session: {
      modelName: 'session',
      fields: sessionFields,
      expiresIn: sessionDays * daySeconds,
      // The cookie's end stands fixed; idleness is measured by the authenticator.
      disableSessionRefresh: true,
      freshAge: 3600,
    },
    account: { modelName: 'credential', fields: credentialFields },
    verification: {
      modelName: 'verification',
      fields: verificationFields,
      storeIdentifier: 'hashed',
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    // Ours counts by account as well as by address, in the database, for every process.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: cookiePrefix(baseUrl),
      useSecureCookies: false,
      defaultCookieAttributes: {
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        secure: cookieIsSecure(baseUrl),
      },
      ipAddress: { ipAddressHeaders: [addressHeader], ipv6Subnet: 128 },
      database: { generateId: () => options.newId(), validateSchema: false },
    },
    logger: {
      level: 'error',
      log: (level, message) => options.log(level === 'error' ? 'error' : 'warn', message),
    },
    plugins: [
      twoFactorPlugin(),
      passkeyPlugin(baseUrl),
      { id: 'belay', endpoints: { openSession } },
    ],
  });
}

export type AuthEngine = ReturnType<typeof createAuthEngine>;

/** Set by us on every call from the address that the HTTP frame trusts; never by a client. */
export const addressHeader = 'x-belay-address';

/** Opens a session for a user who was proved in a way of our own: a link or an invitation. */
const openSession = createAuthEndpoint.serverOnly(
  { method: 'POST', body: z.object({ userId: z.string() }) },
  async (ctx) => {
    const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
    if (!user) throw new APIError('UNAUTHORIZED');
    const session = await ctx.context.internalAdapter.createSession(user.id);
    await setSessionCookie(ctx, { session, user });
    return { userId: user.id };
  },
);

function twoFactorPlugin() {
  return twoFactor({
    issuer: 'Belay',
    allowPasswordless: true,
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: { modelName: 'second_factor', fields: secondFactorFields },
    },
  });
}

function passkeyPlugin(baseUrl: string) {
  const { hostname, origin } = new URL(baseUrl);
  return passkey({
    rpID: hostname,
    rpName: 'Belay',
    origin,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      requireSession: true,
      afterVerification: async ({ verification }) => {
        requireVerifiedUser(verification.registrationInfo?.userVerified);
      },
    },
    authentication: {
      afterVerification: async ({ verification }) => {
        requireVerifiedUser(verification.authenticationInfo.userVerified);
      },
    },
    schema: { passkey: { modelName: 'passkey', fields: passkeyFields } },
  });
}

/**
 * A passkey stands for both factors only when the device asked for a finger, a face or a PIN.
 * better-auth itself accepts mere presence.
 */
function requireVerifiedUser(isVerified: boolean | undefined): void {
  if (isVerified !== true) throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED' });
}
