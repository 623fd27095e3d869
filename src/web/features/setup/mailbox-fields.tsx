import type { MailboxSettings } from '#contract/setup.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { TextField } from '../../ui/text-field.tsx';

type Props = {
  readonly mailbox: MailboxSettings;
  readonly onChange: (part: Partial<MailboxSettings>) => void;
};

/** What a mailbox needs. The address proposes the rest, as most providers name their servers. */
export function MailboxFields({ mailbox, onChange }: Props) {
  const t = useTranslation();
  const setAddress = (address: string) => {
    const [, before = ''] = mailbox.address.split('@');
    const [, domain = ''] = address.split('@');
    const follows = (host: string, kind: string) => host === '' || host === `${kind}.${before}`;
    onChange({
      address,
      ...(mailbox.username === mailbox.address && { username: address }),
      ...(follows(mailbox.imapHost, 'imap') && { imapHost: domain && `imap.${domain}` }),
      ...(follows(mailbox.smtpHost, 'smtp') && { smtpHost: domain && `smtp.${domain}` }),
    });
  };
  return (
    <div className="grid gap-4 desk:grid-cols-2">
      <TextField
        label={t('setup.mailbox.address')}
        type="email"
        isRequired
        className="desk:col-span-2"
        value={mailbox.address}
        onChange={setAddress}
      />
      <TextField
        label={t('setup.mailbox.username')}
        autoComplete="off"
        isRequired
        value={mailbox.username}
        onChange={(username) => onChange({ username })}
      />
      <TextField
        label={t('common.password')}
        type="password"
        autoComplete="off"
        isRequired
        value={mailbox.password}
        onChange={(password) => onChange({ password })}
      />
      <Server
        label={t('setup.mailbox.imap')}
        host={mailbox.imapHost}
        port={mailbox.imapPort}
        onChange={(imapHost, imapPort) => onChange({ imapHost, imapPort })}
      />
      <Server
        label={t('setup.mailbox.smtp')}
        host={mailbox.smtpHost}
        port={mailbox.smtpPort}
        onChange={(smtpHost, smtpPort) => onChange({ smtpHost, smtpPort })}
      />
    </div>
  );
}

function Server(props: {
  readonly label: string;
  readonly host: string;
  readonly port: number;
  readonly onChange: (host: string, port: number) => void;
}) {
  const t = useTranslation();
  const { label, host, port, onChange } = props;
  return (
    <div className="flex gap-2">
      <TextField
        label={label}
        type="url"
        isRequired
        className="grow"
        value={host}
        onChange={(text) => onChange(text, port)}
      />
      <TextField
        label={t('setup.mailbox.port')}
        inputMode="numeric"
        isRequired
        className="w-18"
        value={String(port)}
        onChange={(text) => onChange(host, Number.parseInt(text, 10) || 0)}
      />
    </div>
  );
}
