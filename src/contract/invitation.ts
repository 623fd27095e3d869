import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idText } from './page.ts';
import { roleText } from './session.ts';

export const invitation = z
  .object({
    id: idText,
    agentId: idText,
    email: z.string(),
    name: z.string(),
    role: roleText,
    teamIds: z.array(idText),
    invitedByName: z.string().nullable(),
    createdAt: z.string(),
    expiresAt: z.string(),
    state: z.enum(['open', 'expired', 'accepted', 'revoked']),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitation>;

/**
 * With the link, for the one who invites: where no mail leaves, they hand it over themselves. It is
 * in this answer and never again.
 */
export const freshInvitation = invitation
  .extend({ link: z.string() })
  .meta({ id: 'FreshInvitation' });
export type FreshInvitation = z.infer<typeof freshInvitation>;

export const listInvitations = endpoint({
  method: 'GET',
  url: '/api/v1/invitations',
  summary: 'Invitations that wait for an answer, the newest first.',
  tag: 'invitation',
  permission: 'people.manage',
  scope: null,
  schema: { response: z.object({ items: z.array(invitation) }) },
});

export const inviteAgent = endpoint({
  method: 'POST',
  url: '/api/v1/invitations',
  summary: 'Invite a person to work in the workspace; the link goes out by e-mail.',
  tag: 'invitation',
  permission: 'people.manage',
  scope: null,
  status: 201,
  schema: {
    body: z.object({
      email: z.email().max(254).toLowerCase(),
      name: z.string().trim().min(1).max(120),
      role: roleText,
      teamIds: z.array(idText).max(50).default([]),
      language: z.string().min(2).max(35).optional(),
    }),
    response: freshInvitation,
  },
});

export const renewInvitation = endpoint({
  method: 'POST',
  url: '/api/v1/invitations/:invitationId/renewal',
  summary: 'Send a fresh link; the one before stops working.',
  tag: 'invitation',
  permission: 'people.manage',
  scope: null,
  status: 201,
  schema: { params: z.object({ invitationId: idText }), response: freshInvitation },
});

export const revokeInvitation = endpoint({
  method: 'DELETE',
  url: '/api/v1/invitations/:invitationId',
  summary: 'Withdraw an invitation.',
  tag: 'invitation',
  permission: 'people.manage',
  scope: null,
  schema: { params: z.object({ invitationId: idText }) },
});

const token = z.string().min(1).max(200);

export const readInvitation = endpoint({
  method: 'POST',
  url: '/api/v1/auth/invitation',
  summary: 'What an invitation link offers, for the page that it opens.',
  tag: 'invitation',
  permission: 'public',
  scope: null,
  schema: {
    body: z.object({ token }),
    response: z.object({
      workspaceName: z.string(),
      name: z.string(),
      email: z.string(),
      language: z.string(),
      invitedByName: z.string().nullable(),
    }),
  },
});

export const acceptInvitation = endpoint({
  method: 'PUT',
  url: '/api/v1/auth/invitation',
  summary: 'Accept the invitation, choose a password, and be signed in.',
  tag: 'invitation',
  permission: 'public',
  scope: null,
  schema: {
    body: z.object({
      token,
      name: z.string().trim().min(1).max(120),
      password: z.string().min(1).max(1000),
      language: z.string().min(2).max(35),
    }),
    response: z.object({ state: z.literal('signed_in') }),
  },
});
