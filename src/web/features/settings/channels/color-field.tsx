import { useId } from 'react';
import { FormField } from '../../../ui/form-field.tsx';

/** A colour, chosen by the browser's own means. */
export function ColorField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (color: string) => void;
}) {
  const id = useId();
  const { label, value, onChange } = props;
  return (
    <FormField id={id} label={label}>
      <span className="flex items-center gap-2">
        <input
          id={id}
          type="color"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="h-8 w-14 rounded-control border border-control bg-surface p-0.5 pointer-coarse:h-10"
        />
        <code dir="ltr" className="text-small text-muted">
          {value}
        </code>
      </span>
    </FormField>
  );
}
