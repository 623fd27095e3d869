import { TextField } from '../../../ui/text-field.tsx';
import { timeTextOf } from './paint.ts';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/**
 * A time as `HH:MM` of a day of 24 hours, with 24:00 as its end, which a browser's own field cannot
 * say. `9`, `930` and `9.30` are understood when the field is left.
 */
export function TimeField({ label, value, onChange }: Props) {
  return (
    <TextField
      label={label}
      isLabelHidden
      className="w-17 [&_input]:tabular-nums"
      placeholder="00:00"
      maxLength={5}
      value={value}
      onChange={onChange}
      onBlur={() => onChange(timeTextOf(value) ?? value)}
    />
  );
}
