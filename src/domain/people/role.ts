/** What a person may do in a workspace; the table of permissions is in `permission.ts`. */
export const roles = ['admin', 'manager', 'agent', 'collaborator', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** Whether the role works tickets, and so can own one, be offered a hop or hold capacity. */
export function worksTickets(role: Role): boolean {
  return role === 'admin' || role === 'manager' || role === 'agent';
}
