import { reasonCodes } from '#domain/escalation/escalation.ts';
import { customerSegments } from '#domain/matrix/matrix.ts';
import { channelKinds, priorities } from '#domain/ticket/ticket.ts';
import { languages } from '#locales/languages.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useIssueTypeSuggestions } from '../issue-type-suggestions.ts';
import { NumberField } from '../number-field.tsx';
import type { TrialWish } from './trial-wish.ts';

type Props = {
  readonly wish: TrialWish;
  readonly onChange: (part: Partial<TrialWish>) => void;
};

const none = 'none';

/** What the tried ticket is like, or the number of a real one, and the moment. */
export function TrialForm({ wish, onChange }: Props) {
  const t = useTranslation();
  const isReal = wish.ticketNumber !== null;
  return (
    <div className="grid grid-cols-2 gap-3">
      <TextField
        label={t('matrix.try.at')}
        type="datetime-local"
        className="col-span-2"
        value={wish.at}
        onChange={(at) => onChange({ at })}
      />
      <NumberField
        label={t('matrix.try.number')}
        className="w-full"
        value={wish.ticketNumber}
        onChange={(number) =>
          onChange({ ticketNumber: number === null || number < 1 ? null : Math.round(number) })
        }
      />
      <Select
        label={t('matrix.leaf.reason')}
        options={reasonCodes.map((id) => ({ id, label: t(`escalation.reason.${id}`) }))}
        value={wish.reason}
        onChange={(reason) => onChange({ reason })}
      />
      {!isReal && <FactFields wish={wish} onChange={onChange} />}
    </div>
  );
}

function FactFields({ wish, onChange }: Props) {
  const t = useTranslation();
  const { teams } = useDirectory();
  return (
    <>
      <TextField
        label={t('matrix.leaf.issue_type')}
        suggestions={useIssueTypeSuggestions()}
        value={wish.issueType}
        onChange={(issueType) => onChange({ issueType })}
      />
      <Select
        label={t('common.priority')}
        options={priorities.map((id) => ({ id, label: t(`common.priority.${id}`) }))}
        value={wish.priority}
        onChange={(priority) => onChange({ priority })}
      />
      <Select
        label={t('matrix.leaf.channel_kind')}
        options={channelKinds.map((id) => ({ id, label: t(`sla.channel.${id}`) }))}
        value={wish.channelKind}
        onChange={(channelKind) => onChange({ channelKind })}
      />
      <Select
        label={t('matrix.leaf.team')}
        options={[
          { id: none, label: t('common.none') },
          ...teams.map(({ id, name }) => ({ id, label: name })),
        ]}
        value={wish.teamId ?? none}
        onChange={(id) => onChange({ teamId: id === none ? null : id })}
      />
      <Select
        label={t('matrix.leaf.segment')}
        options={[
          { id: none, label: t('common.unknown') },
          ...customerSegments.map((id) => ({ id, label: t(`contact.segment.${id}`) })),
        ]}
        value={wish.segment ?? none}
        onChange={(id) => onChange({ segment: id === none ? null : id })}
      />
      <Select
        label={t('common.language')}
        options={languages.map(({ code, nativeName }) => ({ id: code, label: nativeName }))}
        value={wish.language}
        onChange={(language) => onChange({ language })}
      />
      <NumberField
        label={t('matrix.try.conflict')}
        className="w-full"
        value={wish.conflictScore}
        onChange={(score) => onChange({ conflictScore: Math.round(score ?? 0) })}
      />
      <NumberField
        label={t('matrix.try.value')}
        className="w-full"
        value={wish.value}
        onChange={(value) => onChange({ value: value ?? 0 })}
      />
    </>
  );
}
