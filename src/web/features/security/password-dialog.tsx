import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ownProblemText } from './own-problem-text.ts';

export type PasswordDialogProps = {
  readonly title: string;
  readonly hint: string;
  /** Somebody without a password confirms only. */
  readonly hasPassword: boolean;
  readonly onClose: () => void;
  /** Does it; what it throws is shown, and the question stays. */
  readonly onGiven: (password: string | null) => Promise<void>;
  /** What follows when it was done; closing unless said. */
  readonly onDone?: () => void;
};

/** Asks for the own password before something that an open browser alone must not do. */
export function PasswordDialog(props: PasswordDialogProps) {
  const { title, hint, hasPassword, onClose, onGiven, onDone = onClose } = props;
  const t = useTranslation();
  const formId = useId();
  const [password, setPassword] = useState('');
  const doing = useMutation({
    mutationFn: () => onGiven(hasPassword ? password : null),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    doing.mutate();
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" isPending={doing.isPending}>
            {t('common.confirm')}
          </Button>
        </>
      }
    >
      <p className="text-pretty text-muted">{hint}</p>
      {doing.isError && <Banner tone="bad">{ownProblemText(t, doing.error)}</Banner>}
      <form id={formId} onSubmit={submit}>
        {hasPassword && (
          <TextField
            label={t('security.password.current')}
            type="password"
            autoComplete="current-password"
            autoFocus
            isRequired
            value={password}
            onChange={setPassword}
          />
        )}
      </form>
    </Dialog>
  );
}
