import type { Role } from './role.ts';

/**
 * The one table of who may do what. Every door (route, live topic, export, command line) names a
 * permission from here; nothing else in Belay compares roles to decide what is allowed.
 * Which tickets a person may see is a second question, answered by the access gate.
 */
export const permissionTable = {
  'ticket.read': ['admin', 'manager', 'agent', 'collaborator', 'auditor'],
  'ticket.create': ['admin', 'manager', 'agent'],
  'ticket.reply': ['admin', 'manager', 'agent'],
  'ticket.note': ['admin', 'manager', 'agent', 'collaborator'],
  'ticket.follow': ['admin', 'manager', 'agent', 'collaborator', 'auditor'],
  'ticket.update': ['admin', 'manager', 'agent'],
  'ticket.assign': ['admin', 'manager', 'agent'],
  'ticket.merge': ['admin', 'manager', 'agent'],
  'ticket.delete': ['admin'],
  'ticket.escalate': ['admin', 'manager', 'agent'],
  'ticket.deadline': ['admin', 'manager'],
  'hop.work': ['admin', 'manager', 'agent'],
  'escalation.close': ['admin', 'manager', 'agent'],
  'escalation.override': ['admin', 'manager'],
  'contact.read': ['admin', 'manager', 'agent', 'collaborator', 'auditor'],
  'contact.write': ['admin', 'manager', 'agent'],
  'contact.merge': ['admin', 'manager', 'agent'],
  'contact.erase': ['admin'],
  'knowledge.read': ['admin', 'manager', 'agent', 'collaborator', 'auditor'],
  'knowledge.write': ['admin', 'manager', 'agent'],
  'knowledge.publish': ['admin', 'manager'],
  'view.write': ['admin', 'manager', 'agent', 'collaborator', 'auditor'],
  'view.share': ['admin', 'manager'],
  'directory.read': ['admin', 'manager', 'agent', 'collaborator', 'auditor'],
  'people.manage': ['admin'],
  'team.manage': ['admin', 'manager'],
  'matrix.read': ['admin', 'manager', 'agent', 'collaborator', 'auditor'],
  'matrix.write': ['admin', 'manager'],
  'matrix.publish': ['admin', 'manager'],
  'policy.read': ['admin', 'manager', 'agent', 'collaborator', 'auditor'],
  'policy.write': ['admin', 'manager'],
  'report.read': ['admin', 'manager', 'auditor'],
  'feedback.read': ['admin', 'manager', 'agent', 'auditor'],
  'feedback.follow_up': ['admin', 'manager'],
  'audit.read': ['admin', 'auditor'],
  'settings.read': ['admin', 'manager', 'auditor'],
  'settings.write': ['admin'],
  'channel.manage': ['admin'],
  'api_key.manage': ['admin'],
  'webhook.manage': ['admin'],
  'template.write': ['admin', 'manager'],
  'shortcut.write': ['admin', 'manager'],
  'export.read': ['admin', 'auditor'],
  'import.run': ['admin'],
  'health.read': ['admin', 'manager', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissionTable;

/** Whether the role holds the permission. */
export function roleMay(role: Role, permission: Permission): boolean {
  const holders: readonly Role[] = permissionTable[permission];
  return holders.includes(role);
}

/** All that the role holds, in the table's order; the desk shows and hides buttons by it. */
export function permissionsOf(role: Role): readonly Permission[] {
  return permissions.filter((permission) => roleMay(role, permission));
}

/** Whether the text names a permission of the table. */
export function isPermission(text: string): text is Permission {
  return Object.hasOwn(permissionTable, text);
}

export const permissions: readonly Permission[] = Object.keys(permissionTable).filter(isPermission);

/**
 * What an API key may be given. A key acts with a role and with scopes; a request must be allowed
 * by both, so that a key can always do less than the person who made it and never more.
 */
export const scopes = [
  'tickets:read',
  'tickets:write',
  'messages:write',
  'escalations:write',
  'contacts:read',
  'contacts:write',
  'knowledge:read',
  'knowledge:write',
  'events:read',
  'directory:read',
  'reports:read',
  'settings:read',
  'settings:write',
  'webhooks:write',
  'audit:read',
  'export:read',
  'import:write',
] as const;
export type Scope = (typeof scopes)[number];
