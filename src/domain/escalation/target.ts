import type { StepTarget } from './escalation.ts';

/** Whether two targets name the same, field by field. */
export function isSameTarget(a: StepTarget, b: StepTarget): boolean {
  return targetKey(a) === targetKey(b);
}

/** Text that is equal exactly when two targets name the same. */
export function targetKey(target: StepTarget): string {
  switch (target.kind) {
    case 'team':
    case 'team_lead':
    case 'team_manager':
    case 'on_call':
      return `${target.kind}:${target.teamId ?? ''}`;
    case 'tier':
      return `tier:${target.tier}:${target.department ?? ''}`;
    case 'role':
      return `role:${target.role}`;
    case 'agent':
      return `agent:${target.agentId}`;
    default:
      throw new TypeError(`unknown target ${JSON.stringify(target satisfies never)}`);
  }
}
