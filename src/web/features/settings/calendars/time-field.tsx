import { TextField } from '../../../ui/text-field.tsx';
import { timeTextOf } from './paint.ts';
import { useErrorAt } from './problem-context.tsx';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Where it stands in the calendar, for what is wrong with it there. */
  readonly path?: string;
};

/**
 * A time as `HH:MM` of a day of 24 hours, with 24:00 as its end, which a browser's own field cannot
 * say. `9`, `930` and `9.30` are understood when the field is left. It is too narrow for the words
 * of an error: those are read with it, and stand below the hours it belongs to.
 */
export function TimeField({ label, value, onChange, path = '' }: Props) {
  const error = useErrorAt(path);
  return (
    <TextField
      label={label}
      isLabelHidden
      className="w-17 [&_[slot=errorMessage]]:sr-only [&_input]:tabular-nums"
      placeholder="00:00"
      maxLength={5}
      error={error}
      value={value}
      onChange={onChange}
      onBlur={() => onChange(timeTextOf(value) ?? value)}
    />
  );
}
