import type { FastifyRequest } from 'fastify';
import type { AgentId, ChannelId, ContactId, TeamId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Scope } from '#domain/people/permission.ts';
import type { Role } from '#domain/people/role.ts';

/** A person at the desk, known by a session. */
export type AgentActor = {
  readonly kind: 'agent';
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
  readonly role: Role;
  readonly teamIds: readonly TeamId[];
  readonly sessionId: string;
};

/**
 * A program, known by an API key. It acts with the role of the agent who made the key, as far as
 * that agent still has it, and with no more than the key's scopes.
 */
export type ApiKeyActor = {
  readonly kind: 'api_key';
  readonly workspaceId: WorkspaceId;
  readonly keyId: string;
  readonly agentId: AgentId;
  readonly role: Role;
  readonly teamIds: readonly TeamId[];
  readonly scopes: readonly Scope[];
};

/** A customer in the chat widget or the portal, known by a signed token of one channel. */
export type VisitorActor = {
  readonly kind: 'visitor';
  readonly workspaceId: WorkspaceId;
  readonly channelId: ChannelId;
  readonly visitorId: string;
  readonly contactId: ContactId | null;
};

export type StaffActor = AgentActor | ApiKeyActor;
export type Principal = StaffActor | VisitorActor;

/**
 * `carriedBy` says how the credential came. A cookie is sent by the browser whoever caused the
 * request, so that such requests must prove their origin; a header is sent on purpose.
 */
export type Authenticated = {
  readonly principal: Principal;
  readonly carriedBy: 'cookie' | 'header';
};

/**
 * Finds out who is asking. Injected into the HTTP platform, which calls it once for each API
 * request before the route's guard.
 *
 * Answers null when the request carries no credential at all. A credential that is wrong, expired
 * or revoked throws `new RequestRefused('credentials_invalid')`, except a stale session cookie,
 * which is answered as null: the browser sends it to public routes too.
 */
export type Authenticator = {
  authenticate(request: FastifyRequest): Promise<Authenticated | null>;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; null until authenticated and on public routes without a credential. */
    actor: Principal | null;
    carriedBy: 'cookie' | 'header' | null;
  }
}

/** Names the actor for logs, rate limits and stored keys. Unique within Belay. */
export function actorKey(actor: Principal): string {
  switch (actor.kind) {
    case 'agent':
      return `agent:${actor.workspaceId}:${actor.agentId}`;
    case 'api_key':
      return `api_key:${actor.workspaceId}:${actor.keyId}`;
    case 'visitor':
      return `visitor:${actor.workspaceId}:${actor.visitorId}`;
    default:
      return actor satisfies never;
  }
}
