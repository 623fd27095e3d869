import { useTranslation } from '../../lib/use-translation.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { NewPasswordField } from '../sign-in/new-password-field.tsx';
import { passwordFaultText, passwordFaultWords } from '../sign-in/password-fault.ts';
import type { Setup } from './use-setup.ts';

export function WhoStep({ setup }: { readonly setup: Setup }) {
  const t = useTranslation();
  const { draft, change, passwordFault } = setup;
  const passwordError =
    passwordFault === null
      ? passwordFaultText(t, setup.error)
      : passwordFaultWords(t, passwordFault);
  return (
    <div className="grid gap-4 desk:grid-cols-2">
      <TextField
        label={t('setup.who.company')}
        name="organization"
        autoComplete="organization"
        autoFocus
        isRequired
        className="desk:col-span-2"
        value={draft.workspaceName}
        onChange={(workspaceName) => change({ workspaceName })}
      />
      <TextField
        label={t('signIn.ownName')}
        name="name"
        autoComplete="name"
        isRequired
        value={draft.ownName}
        onChange={(ownName) => change({ ownName })}
      />
      <TextField
        label={t('common.email')}
        type="email"
        name="email"
        autoComplete="username"
        isRequired
        value={draft.ownEmail}
        onChange={(ownEmail) => change({ ownEmail })}
      />
      {!setup.hasPassword && (
        <div className="desk:col-span-2">
          <NewPasswordField
            value={draft.password}
            onChange={(password) => change({ password })}
            error={passwordError}
          />
        </div>
      )}
    </div>
  );
}
