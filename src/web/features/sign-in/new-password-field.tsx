import { useState } from 'react';
import { passwordLengthMin } from '#domain/people/password.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { TextField } from '../../ui/text-field.tsx';

export type NewPasswordFieldProps = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | null;
  readonly label?: string;
};

/** A password to be chosen: shown on wish, taken by password managers, judged by the server. */
export function NewPasswordField({ value, onChange, error, label }: NewPasswordFieldProps) {
  const t = useTranslation();
  const complaint = useComplaint(error, value);
  return (
    <TextField
      label={label ?? t('signIn.newPassword')}
      description={t('signIn.newPassword.hint', { min: passwordLengthMin })}
      type="password"
      name="new-password"
      autoComplete="new-password"
      isRequired
      value={value}
      onChange={onChange}
      error={complaint}
    />
  );
}

/**
 * A complaint is about the value that was there when it came. A field that stays invalid after that
 * has changed would keep its form from being sent ever again.
 */
function useComplaint(error: string | null, value: string): string | null {
  const [about, setAbout] = useState({ error, value });
  if (about.error !== error) setAbout({ error, value });
  return about.error === error && about.value !== value ? null : error;
}
