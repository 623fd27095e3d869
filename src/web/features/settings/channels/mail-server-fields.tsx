import type { z } from 'zod';
import type { mailServer } from '#contract/channel.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';

export type MailServer = z.output<typeof mailServer>;

type Props = {
  readonly server: MailServer;
  readonly onChange: (server: MailServer) => void;
  readonly password: string;
  readonly onPassword: (password: string) => void;
  readonly stored: StoredPassword;
};

/**
 * `kept`: one is stored and stays unless another is written. `other_server`: it was given for
 * another server, and is sent to none but that one.
 */
export type StoredPassword = 'none' | 'kept' | 'other_server';

/** What becomes of the stored password when these fields are saved. */
export function passwordOf(
  saved: MailServer | null | undefined,
  server: MailServer,
): StoredPassword {
  if (saved == null || saved.user === '') return 'none';
  return saved.host.toLowerCase() === server.host.toLowerCase() ? 'kept' : 'other_server';
}

const securities = ['tls', 'starttls', 'none'] as const;

/** How a mail server is reached and signed in to. */
export function MailServerFields({ server, onChange, password, onPassword, stored }: Props) {
  const t = useTranslation();
  const put = (part: Partial<MailServer>) => onChange({ ...server, ...part });
  return (
    <>
      <div className="flex gap-2">
        <TextField
          label={t('channel.server')}
          isRequired
          maxLength={253}
          className="grow"
          value={server.host}
          onChange={(host) => put({ host })}
        />
        <TextField
          label={t('channel.port')}
          inputMode="numeric"
          isRequired
          className="w-18"
          value={String(server.port)}
          onChange={(port) => put({ port: Number.parseInt(port, 10) || 0 })}
        />
      </div>
      <Select
        label={t('channel.security')}
        options={securities.map((id) => ({ id, label: t(`channel.security.${id}`) }))}
        value={server.security}
        onChange={(security) => put({ security })}
      />
      <TextField
        label={t('channel.user')}
        autoComplete="off"
        isOptional
        value={server.user}
        onChange={(user) => put({ user })}
      />
      <TextField
        label={t('common.password')}
        type="password"
        autoComplete="new-password"
        {...(stored === 'other_server' ? { isRequired: true } : { isOptional: true })}
        {...(stored !== 'none' && { description: t(`channel.password.${stored}`) })}
        value={password}
        onChange={onPassword}
      />
    </>
  );
}
