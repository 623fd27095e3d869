import {
  changeSession,
  getSession,
  listSessions,
  revokeOtherSessions,
  revokeSession,
} from '#contract/session.ts';
import {
  addPasskey,
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  getSecurity,
  newPasskeyChallenge,
  removePasskey,
  removeSecondFactor,
  renewRecoveryCodes,
} from '#contract/sign-in.ts';
import { endSessions } from '#server/platform/auth/account.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { recordAudit } from '../audit/public.ts';
import { endDevice, listDevices } from './devices.ts';
import { dropPasskey, keepPasskey, offerPasskey } from './passkeys.ts';
import { changeOwnSession, readSession } from './profile.ts';
import {
  offerSecondFactor,
  renewOwnRecoveryCodes,
  switchSecondFactorOff,
  switchSecondFactorOn,
} from './second-factor.ts';
import { changeOwnPassword, ownAccount, readSecurity, requireAgent } from './security.ts';
import { signInRoutes } from './sign-in-routes.ts';

/** Signing in and out, and all that is a person's own. */
export function sessionRoutes(identity: Identity): readonly Route[] {
  return [
    ...signInRoutes(identity),
    ...profileRoutes(identity),
    ...deviceRoutes(identity),
    ...securityRoutes(identity),
    ...passkeyRoutes(identity),
  ];
}

function profileRoutes({ db, clock, onPeopleChanged }: Identity): readonly Route[] {
  return [
    route({
      ...getSession,
      handler: ({ actor }) => readSession(db, requireAgent(actor), clock.now()),
    }),
    route({
      ...changeSession,
      handler: async ({ actor, body }) => {
        const asked = { change: body, now: clock.now() };
        const session = await changeOwnSession(db, requireAgent(actor), asked);
        onPeopleChanged(actor.workspaceId);
        return session;
      },
    }),
  ];
}

function deviceRoutes({ db, clock }: Identity): readonly Route[] {
  return [
    route({
      ...listSessions,
      handler: async ({ actor }) => ({ items: await listDevices(db, requireAgent(actor)) }),
    }),
    route({
      ...revokeSession,
      errors: ['not_found'],
      handler: async ({ actor, params, request }) => {
        const own = requireAgent(actor);
        const isEnded = await endDevice(db, own, params.sessionId);
        if (!isEnded) throw new RequestRefused('not_found');
        await recordAudit(db, {
          workspaceId: own.workspaceId,
          actor: own,
          action: 'session.revoked',
          subject: { kind: 'session', id: params.sessionId },
          address: request.ip,
          now: clock.now(),
        });
      },
    }),
    route({
      ...revokeOtherSessions,
      handler: async ({ actor, request }) => {
        const own = requireAgent(actor);
        const { userId } = await ownAccount(db, own);
        const revokedCount = await endSessions(db, { userId, exceptSessionId: own.sessionId });
        await recordAudit(db, {
          workspaceId: own.workspaceId,
          actor: own,
          action: 'session.revoked_others',
          details: { revokedCount },
          address: request.ip,
          now: clock.now(),
        });
        return { revokedCount };
      },
    }),
  ];
}

function securityRoutes(identity: Identity): readonly Route[] {
  const errors = ['credentials_invalid', 'rate_limited'] as const;
  return [
    route({
      ...getSecurity,
      handler: ({ actor }) => readSecurity(identity, requireAgent(actor)),
    }),
    route({
      ...changePassword,
      errors: ['credentials_invalid', 'rate_limited', 'password_too_weak'],
      handler: async ({ actor, body }) => {
        await changeOwnPassword(identity, requireAgent(actor), body);
      },
    }),
    route({
      ...beginSecondFactor,
      errors: ['credentials_invalid', 'rate_limited', 'conflict'],
      answersSecret: true,
      handler: ({ actor, body, request, reply }) => {
        const own = { actor: requireAgent(actor), password: body.password };
        return offerSecondFactor(identity, { request, reply }, own);
      },
    }),
    route({
      ...confirmSecondFactor,
      errors,
      handler: async ({ actor, body, request, reply }) => {
        const own = { actor: requireAgent(actor), code: body.code };
        await switchSecondFactorOn(identity, { request, reply }, own);
      },
    }),
    route({
      ...removeSecondFactor,
      errors,
      handler: async ({ actor, body, request, reply }) => {
        const own = { actor: requireAgent(actor), password: body.password };
        await switchSecondFactorOff(identity, { request, reply }, own);
      },
    }),
    route({
      ...renewRecoveryCodes,
      errors: ['credentials_invalid', 'rate_limited', 'conflict'],
      answersSecret: true,
      handler: async ({ actor, body, request, reply }) => {
        const own = { actor: requireAgent(actor), password: body.password };
        const recoveryCodes = await renewOwnRecoveryCodes(identity, { request, reply }, own);
        return { recoveryCodes };
      },
    }),
  ];
}

function passkeyRoutes(identity: Identity): readonly Route[] {
  return [
    route({
      ...newPasskeyChallenge,
      errors: ['sign_in_stale'],
      handler: async ({ actor, request, reply }) => ({
        options: await offerPasskey(identity, { request, reply }, requireAgent(actor)),
      }),
    }),
    route({
      ...addPasskey,
      errors: ['sign_in_stale', 'credentials_invalid'],
      handler: ({ actor, body, request, reply }) =>
        keepPasskey(identity, { request, reply }, { actor: requireAgent(actor), ...body }),
    }),
    route({
      ...removePasskey,
      errors: ['not_found'],
      handler: async ({ actor, params, request }) => {
        await dropPasskey(identity, { request }, { actor: requireAgent(actor), ...params });
      },
    }),
  ];
}
