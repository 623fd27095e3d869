import {
  acceptInvitation,
  inviteAgent,
  listInvitations,
  readInvitation,
  renewInvitation,
  revokeInvitation,
} from '#contract/invitation.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { accept, lookAtInvitation } from './accept.ts';
import { invite, renew, withdraw } from './commands.ts';
import { readOpenInvitations } from './queries.ts';

export function invitationRoutes(identity: Identity): readonly Route[] {
  return [...managingRoutes(identity), ...acceptingRoutes(identity)];
}

function managingRoutes(identity: Identity): readonly Route[] {
  return [
    route({
      ...listInvitations,
      handler: async ({ actor }) => ({
        items: await readOpenInvitations(identity.db, actor.workspaceId, identity.clock.now()),
      }),
    }),
    route({
      ...inviteAgent,
      errors: ['conflict', 'not_found'],
      answersSecret: true,
      handler: ({ actor, body, request }) => invite(identity, { actor, address: request.ip }, body),
    }),
    route({
      ...renewInvitation,
      errors: ['not_found'],
      answersSecret: true,
      handler: ({ actor, params, request }) =>
        renew(identity, { actor, address: request.ip }, params.invitationId),
    }),
    route({
      ...revokeInvitation,
      errors: ['not_found'],
      handler: async ({ actor, params, request }) => {
        await withdraw(identity, { actor, address: request.ip }, params.invitationId);
      },
    }),
  ];
}

/** The page that the link opens. */
function acceptingRoutes(identity: Identity): readonly Route[] {
  return [
    route({
      ...readInvitation,
      errors: ['link_invalid', 'rate_limited'],
      handler: ({ body, request }) =>
        lookAtInvitation(identity, { token: body.token, address: request.ip }),
    }),
    route({
      ...acceptInvitation,
      errors: ['link_invalid', 'password_too_weak', 'conflict', 'rate_limited'],
      handler: async ({ body, request, reply }) => {
        await accept(identity, { request, reply }, body);
        return { state: 'signed_in' as const };
      },
    }),
  ];
}
