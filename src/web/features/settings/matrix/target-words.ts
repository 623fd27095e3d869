import type { StepTarget } from '#contract/matrix-content.ts';
import type { Tier } from '#domain/people/directory.ts';
import type { Translate } from '../../../lib/use-translation.tsx';

export type Names = {
  readonly agentName: (id: string) => string | null;
  readonly teamName: (id: string) => string | null;
};

/** Whom a step names, in the reader's words. */
export function targetText(t: Translate, target: StepTarget, names: Names): string {
  const team = (id: string) => names.teamName(id) ?? t('matrix.target.gone');
  switch (target.kind) {
    case 'team':
      return team(target.teamId);
    case 'tier':
      return target.department === null ? target.tier : `${target.tier} ${target.department}`;
    case 'team_lead':
      return target.teamId === null
        ? t('matrix.target.lead')
        : t('matrix.target.leadOf', { team: team(target.teamId) });
    case 'team_manager':
      return target.teamId === null
        ? t('matrix.target.manager')
        : t('matrix.target.managerOf', { team: team(target.teamId) });
    case 'on_call':
      return t('matrix.target.onCall', { team: team(target.teamId) });
    case 'role':
      return t(`matrix.target.role.${target.role}`);
    case 'agent':
      return names.agentName(target.agentId) ?? t('matrix.target.gone');
    default:
      return target satisfies never;
  }
}

/** Text that is the same exactly when two targets are; `targetOfKey` reads it back. */
export function keyOfTarget(target: StepTarget): string {
  switch (target.kind) {
    case 'team':
    case 'on_call':
    case 'team_lead':
    case 'team_manager':
      return `${target.kind}|${target.teamId ?? ''}`;
    case 'tier':
      return `tier|${target.tier}|${target.department ?? ''}`;
    case 'role':
      return `role|${target.role}`;
    case 'agent':
      return `agent|${target.agentId}`;
    default:
      return target satisfies never;
  }
}

/** Reads a key that a menu gave back; null when it is none. */
export function targetOfKey(key: string): StepTarget | null {
  const [kind, id = '', department = ''] = key.split('|');
  switch (kind) {
    case 'team':
    case 'on_call':
      return { kind, teamId: id };
    case 'team_lead':
    case 'team_manager':
      return { kind, teamId: id === '' ? null : id };
    case 'tier':
      return { kind, tier: id as Tier, department: department === '' ? null : department };
    case 'role':
      return { kind, role: id === 'admin' ? 'admin' : 'manager' };
    case 'agent':
      return { kind, agentId: id };
    default:
      return null;
  }
}
