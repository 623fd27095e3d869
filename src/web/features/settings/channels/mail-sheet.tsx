import { useTranslation } from '../../../lib/use-translation.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ChannelFrame } from './channel-frame.tsx';
import type { ChannelSheetProps } from './channel-sheet.tsx';
import { CommonFields } from './common-fields.tsx';
import { HookSection } from './hook-section.tsx';
import { MailServerFields, passwordOf, type StoredPassword } from './mail-server-fields.tsx';
import { MailTest } from './mail-test.tsx';
import { useChannelSaving } from './use-channel-saving.ts';
import { type MailForm, useMailDraft } from './use-mail-draft.ts';

/** An e-mail address: how its mail is fetched and sent, tried before it is kept. */
export function MailSheet({ channel, onClose, onSecret }: ChannelSheetProps<'email'>) {
  const t = useTranslation();
  const form = useMailDraft(channel);
  const saving = useChannelSaving(channel, { onSaved: onClose, onSecret });
  return (
    <ChannelFrame
      title={channel?.name ?? t('channel.kind.email')}
      saving={saving}
      onSubmit={() => saving.mutate(form.body)}
      onClose={onClose}
      more={
        <>
          <MailTest ask={form.test} />
          {channel !== null && <HookSection channel={channel} onSecret={onSecret} />}
        </>
      }
    >
      <TextField
        label={t('channel.address')}
        type="email"
        isRequired
        value={form.draft.address}
        onChange={form.setAddress}
      />
      <TextField
        label={t('channel.displayName')}
        description={t('channel.displayName.hint')}
        isOptional
        maxLength={200}
        value={form.draft.displayName}
        onChange={(displayName) => form.put({ displayName })}
      />
      <CommonFields draft={form.draft} put={form.put} nameHint={t('channel.name.hint')} />
      <Incoming form={form} password={passwordOf(channel?.settings.imap, form.draft.imap)} />
      <Outgoing form={form} password={passwordOf(channel?.settings.smtp, form.draft.smtp)} />
    </ChannelFrame>
  );
}

type PartProps = { readonly form: MailForm; readonly password: StoredPassword };

function Incoming({ form, password }: PartProps) {
  const t = useTranslation();
  const { draft, put } = form;
  return (
    <>
      <Checkbox
        className="border-t border-line pt-3 desk:col-span-2"
        label={<span className="font-semibold">{t('channel.imap')}</span>}
        description={t('channel.imap.hint')}
        isSelected={draft.hasImap}
        onChange={(hasImap) => put({ hasImap })}
      />
      {draft.hasImap && (
        <>
          <MailServerFields
            server={draft.imap}
            onChange={(server) => put({ imap: { ...draft.imap, ...server } })}
            password={draft.imapPassword}
            onPassword={(imapPassword) => put({ imapPassword })}
            stored={password}
          />
          <TextField
            label={t('channel.mailbox')}
            isRequired
            value={draft.imap.mailbox}
            onChange={(mailbox) => put({ imap: { ...draft.imap, mailbox } })}
          />
        </>
      )}
      <Checkbox
        className="self-center"
        label={t('channel.plus')}
        description={t('channel.plus.hint')}
        isSelected={draft.hasPlusAddressing}
        onChange={(hasPlusAddressing) => put({ hasPlusAddressing })}
      />
    </>
  );
}

function Outgoing({ form, password }: PartProps) {
  const t = useTranslation();
  const { draft, put } = form;
  return (
    <>
      <Checkbox
        className="border-t border-line pt-3 desk:col-span-2"
        label={<span className="font-semibold">{t('channel.smtp')}</span>}
        description={t('channel.smtp.hint')}
        isSelected={draft.hasSmtp}
        onChange={(hasSmtp) => put({ hasSmtp })}
      />
      {draft.hasSmtp && (
        <MailServerFields
          server={draft.smtp}
          onChange={(smtp) => put({ smtp })}
          password={draft.smtpPassword}
          onPassword={(smtpPassword) => put({ smtpPassword })}
          stored={password}
        />
      )}
    </>
  );
}
