import { useTranslation } from '../../../lib/use-translation.tsx';
import { TextField } from '../../../ui/text-field.tsx';

export type Period = { readonly from: string; readonly to: string };

/** From and until, on the wall clock of the workspace. */
export function PeriodFields(props: {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}) {
  const t = useTranslation();
  const { period, onChange } = props;
  return (
    <>
      <TextField
        label={t('people.from')}
        type="datetime-local"
        isRequired
        value={period.from}
        onChange={(from) => onChange({ ...period, from })}
      />
      <TextField
        label={t('people.until')}
        type="datetime-local"
        isRequired
        value={period.to}
        onChange={(to) => onChange({ ...period, to })}
      />
    </>
  );
}
