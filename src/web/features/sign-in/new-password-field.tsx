import { passwordLengthMin } from '#contract/sign-in.ts';
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
      error={error}
    />
  );
}
