import type { MarkAction } from '#contract/policy.ts';
import { reasonCodes } from '#domain/escalation/escalation.ts';
import { priorities } from '#domain/ticket/ticket.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { WhomChoice } from './whom-choice.tsx';

type Props = {
  readonly action: MarkAction;
  readonly onChange: (action: MarkAction) => void;
};

/** The particulars of one action. */
export function ActionFields({ action, onChange }: Props) {
  const t = useTranslation();
  const label = t(`sla.action.${action.type}`);
  switch (action.type) {
    case 'notify':
      return <WhomChoice whom={action.whom} onChange={(whom) => onChange({ ...action, whom })} />;
    case 'escalate':
      return (
        <Select
          label={label}
          isLabelHidden
          options={reasonCodes.map((id) => ({ id, label: t(`escalation.reason.${id}`) }))}
          value={action.reason}
          onChange={(reason) => onChange({ ...action, reason })}
        />
      );
    case 'change_priority':
      return (
        <Select
          label={label}
          isLabelHidden
          options={priorities.map((id) => ({ id, label: t(`common.priority.${id}`) }))}
          value={action.to}
          onChange={(to) => onChange({ ...action, to })}
        />
      );
    case 'assign':
      return <TeamChoice action={action} onChange={onChange} />;
    case 'webhook':
      return (
        <TextField
          label={label}
          isLabelHidden
          type="url"
          placeholder="https://"
          value={action.url}
          onChange={(url) => onChange({ ...action, url })}
        />
      );
    case 'message_customer':
      return (
        <TextField
          label={label}
          isLabelHidden
          value={action.template}
          onChange={(template) => onChange({ ...action, template })}
        />
      );
    default:
      return action satisfies never;
  }
}

function TeamChoice(props: {
  readonly action: Extract<MarkAction, { type: 'assign' }>;
  readonly onChange: (action: MarkAction) => void;
}) {
  const { action, onChange } = props;
  const t = useTranslation();
  const { teams, agents } = useDirectory();
  const people = agents.filter(({ isActive }) => isActive);
  const none = { id: '', label: t('common.unassigned') };
  return (
    <div className="grid gap-2 desk:grid-cols-2">
      <Select
        label={t('sla.action.team')}
        options={[none, ...teams.map(({ id, name }) => ({ id, label: name }))]}
        value={action.teamId ?? ''}
        onChange={(teamId) => onChange({ ...action, teamId: teamId === '' ? null : teamId })}
      />
      <Select
        label={t('sla.action.agent')}
        options={[none, ...people.map(({ id, name }) => ({ id, label: name }))]}
        value={action.agentId ?? ''}
        onChange={(agentId) => onChange({ ...action, agentId: agentId === '' ? null : agentId })}
      />
    </div>
  );
}
