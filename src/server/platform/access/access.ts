import type { AgentId, ContactId, TeamId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Permission, roleMay, type Scope } from '#domain/people/permission.ts';
import type { Role } from '#domain/people/role.ts';
import { RequestRefused } from '../errors/refused.ts';
import type { Principal } from '../http/principal.ts';

/** The nouns that have an owner or a team and so are guarded one by one. */
export type Guarded =
  | 'ticket'
  | 'message'
  | 'attachment'
  | 'escalation'
  | 'hop'
  | 'contact'
  | 'organization'
  | 'article'
  | 'survey'
  | 'notification'
  | 'saved_view';

/** Who may see one thing, as its feature reads it from the database. */
export type Visibility = {
  /** The team it belongs to is restricted: only those named below see it, and those above. */
  readonly isRestricted: boolean;
  /** Teams whose members see it although it is restricted: its own, and a hop's receiver. */
  readonly teamIds: readonly TeamId[];
  /** Agents who see it although it is restricted: its owner, those it was handed to. */
  readonly agentIds: readonly AgentId[];
  /** When set, nobody else sees it, whatever their role: a saved view, a notification. */
  readonly privateTo: AgentId | null;
  /** The customer it belongs to; a visitor sees only what is their own. */
  readonly contactId: ContactId | null;
};

/** Loads who may see a thing. Null when the workspace has no such thing. */
export type VisibilityLoader = (workspaceId: WorkspaceId, id: string) => Promise<Visibility | null>;

export const visibleToAllStaff: Visibility = {
  isRestricted: false,
  teamIds: [],
  agentIds: [],
  privateTo: null,
  contactId: null,
};

/**
 * The one gate before every thing, for every door: pages, API, search, links, live events, files.
 * Two questions are asked: does the role (and the key's scope) hold the permission, and may this
 * actor see this thing? A thing that may not be seen is answered exactly like one that does not
 * exist. Features register how a thing's visibility is loaded; the rule itself stands here.
 */
export class AccessGate {
  readonly #loaders = new Map<Guarded, VisibilityLoader>();

  /** Tells the gate how to load a noun. Twice for one noun is a mistake of ours. */
  register(noun: Guarded, loader: VisibilityLoader): void {
    if (this.#loaders.has(noun)) throw new Error(`${noun} is registered twice with the gate`);
    this.#loaders.set(noun, loader);
  }

  /** Loads who may see a thing; null when it does not exist. For fan-out to many actors. */
  async visibility(
    noun: Guarded,
    workspaceId: WorkspaceId,
    id: string,
  ): Promise<Visibility | null> {
    const loader = this.#loaders.get(noun);
    if (!loader) throw new Error(`nobody registered ${noun} with the gate`);
    return loader(workspaceId, id);
  }

  /** Whether the actor may do this to the thing. False too when it does not exist. */
  async may(actor: Principal, noun: Guarded, id: string, permission: Permission): Promise<boolean> {
    const visibility = await this.visibility(noun, actor.workspaceId, id);
    if (visibility === null || !canSee(actor, visibility)) return false;
    return holds(actor, permission);
  }

  /**
   * Lets the actor through or throws: `not_found` when the thing is not there or not visible,
   * `not_permitted` when it is visible and the role does not allow the act.
   */
  async require(
    actor: Principal,
    noun: Guarded,
    id: string,
    permission: Permission,
  ): Promise<void> {
    const visibility = await this.visibility(noun, actor.workspaceId, id);
    if (visibility === null || !canSee(actor, visibility)) throw new RequestRefused('not_found');
    if (!holds(actor, permission)) {
      throw new RequestRefused('not_permitted', { facts: { permission } });
    }
  }

  /** `require` for the noun that nearly every door is about. */
  async ticket(actor: Principal, ticketId: string, permission: Permission): Promise<void> {
    await this.require(actor, 'ticket', ticketId, permission);
  }
}

/** A visitor has no role: they read what is their own, and write by the routes made for them. */
function holds(actor: Principal, permission: Permission): boolean {
  return actor.kind === 'visitor' ? permission === 'ticket.read' : roleMay(actor.role, permission);
}

/** Roles that see the tickets of restricted teams without being members. */
const seesRestricted: readonly Role[] = ['admin', 'manager', 'auditor'];

/** Whether the role sees the tickets of restricted teams without being a member. */
export function seesRestrictedTeams(role: Role): boolean {
  return seesRestricted.includes(role);
}

/**
 * Whether the actor may see a thing of their own workspace. All agents see everything, except what
 * a restricted team keeps to its members, managers, admins and auditors, to the owner and to whom
 * it was handed; a visitor sees what is their own.
 */
export function canSee(actor: Principal, visibility: Visibility): boolean {
  if (actor.kind === 'visitor') {
    return actor.contactId !== null && actor.contactId === visibility.contactId;
  }
  if (visibility.privateTo !== null) return visibility.privateTo === actor.agentId;
  if (!visibility.isRestricted || seesRestrictedTeams(actor.role)) return true;
  return (
    visibility.agentIds.includes(actor.agentId) ||
    visibility.teamIds.some((teamId) => actor.teamIds.includes(teamId))
  );
}

/**
 * The first half of the gate, before anything is loaded: refuses an actor whose role lacks the
 * permission, or a key that lacks the scope. `scope` null means that no key may pass.
 */
export function requirePermission(
  actor: Principal | null,
  permission: Permission | 'signed_in',
  scope: Scope | null,
): void {
  if (actor === null || actor.kind === 'visitor') throw new RequestRefused('sign_in_required');
  if (actor.kind === 'api_key' && (scope === null || !actor.scopes.includes(scope))) {
    throw new RequestRefused('scope_missing', { facts: { scope } });
  }
  if (permission !== 'signed_in' && !roleMay(actor.role, permission)) {
    throw new RequestRefused('not_permitted', { facts: { permission } });
  }
}
