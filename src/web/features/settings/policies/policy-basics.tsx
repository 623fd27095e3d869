import type { CalendarRow } from '#contract/calendar.ts';
import type { PolicyDocument, PolicyRow } from '#contract/policy.ts';
import { priorities } from '#domain/ticket/ticket.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ChoiceSet } from '../choice-set.tsx';

type Props = {
  readonly document: PolicyDocument;
  readonly onChange: (part: Partial<PolicyDocument>) => void;
  readonly calendars: readonly CalendarRow[];
  /** The calendar of the saved version, to name an older version by. */
  readonly own: PolicyRow['calendar'];
};

const always = 'always';

/** The name, and by which hours it counts. */
export function PolicyBasics({ document, onChange, calendars, own }: Props) {
  const t = useTranslation();
  const known = calendars
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ name, current }) => ({ id: current.id, label: name }));
  const { calendarVersionId } = document;
  const isOlder = calendarVersionId !== null && !known.some(({ id }) => id === calendarVersionId);
  const older = isOlder
    ? [{ id: calendarVersionId, label: t('sla.calendar.olderVersion', { name: own?.name ?? '' }) }]
    : [];
  return (
    <div className="grid gap-4 desk:grid-cols-2">
      <TextField
        label={t('common.name')}
        isRequired
        maxLength={120}
        value={document.name}
        onChange={(name) => onChange({ name })}
      />
      <Select
        label={t('sla.calendar')}
        description={t(document.kind === 'hop' ? 'sla.hopCalendarHint' : 'sla.calendarHint')}
        options={[{ id: always, label: t('sla.calendar.is24x7') }, ...known, ...older]}
        value={calendarVersionId ?? always}
        onChange={(id) => onChange({ calendarVersionId: id === always ? null : id })}
      />
      <ChoiceSet
        label={t('sla.force24x7')}
        options={priorities.map((id) => ({ id, label: t(`common.priority.${id}`) }))}
        chosen={document.force24x7For}
        onChange={(force24x7For) => onChange({ force24x7For })}
      />
    </div>
  );
}
