import { useState } from 'react';
import { TextField } from '../../ui/text-field.tsx';

type Props = {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly value: number | null;
  /** Null when the box is empty, or holds no number. */
  readonly onChange: (value: number | null) => void;
  readonly className?: string;
  readonly description?: string;
};

/** A number, kept as it is typed until it is one. */
export function NumberField(props: Props) {
  const { label, isLabelHidden = false, value, onChange, className = 'w-24', description } = props;
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      label={label}
      isLabelHidden={isLabelHidden}
      inputMode="decimal"
      className={className}
      {...(description !== undefined && { description })}
      value={typed ?? (value === null ? '' : String(value))}
      onChange={(text) => {
        setTyped(text);
        const number = Number(text.replace(',', '.'));
        onChange(text.trim() === '' || Number.isNaN(number) ? null : number);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
