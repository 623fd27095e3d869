import { useState } from 'react';
import type { Channel } from '#contract/channel.ts';
import { type CommonDraft, commonBlank } from './common-fields.tsx';
import type { MailServer } from './mail-server-fields.tsx';

export type MailChannel = Extract<Channel, { readonly kind: 'email' }>;

type MailDraft = CommonDraft & {
  readonly address: string;
  readonly displayName: string;
  readonly hasPlusAddressing: boolean;
  readonly hasImap: boolean;
  readonly imap: MailServer & { readonly mailbox: string };
  readonly imapPassword: string;
  readonly hasSmtp: boolean;
  readonly smtp: MailServer;
  readonly smtpPassword: string;
};

const blank: MailDraft = {
  ...commonBlank,
  address: '',
  displayName: '',
  hasPlusAddressing: true,
  hasImap: true,
  imap: { host: '', port: 993, security: 'tls', user: '', mailbox: 'INBOX' },
  imapPassword: '',
  hasSmtp: true,
  smtp: { host: '', port: 465, security: 'tls', user: '' },
  smtpPassword: '',
};

/** What the fields of a mail channel hold, and what is sent for it. */
export function useMailDraft(channel: MailChannel | null) {
  const [draft, setDraft] = useState<MailDraft>(() => draftOf(channel));
  const put = (part: Partial<MailDraft>) => setDraft({ ...draft, ...part });
  const settings = {
    displayName: draft.displayName,
    imap: draft.hasImap ? draft.imap : null,
    smtp: draft.hasSmtp ? draft.smtp : null,
    hasPlusAddressing: draft.hasPlusAddressing,
  };
  const { imapPassword, smtpPassword } = draft;
  const passwords = {
    ...(imapPassword !== '' && { imapPassword }),
    ...(smtpPassword !== '' && { smtpPassword }),
  };
  const { name, teamId, language, isEnabled, address } = draft;
  return {
    draft,
    put,
    setAddress: (typed: string) => put(proposed(draft, typed)),
    test: { channelId: channel?.id ?? null, settings, ...passwords },
    body: {
      kind: 'email' as const,
      name,
      teamId,
      language,
      isEnabled,
      address,
      settings,
      ...passwords,
    },
  };
}

export type MailForm = ReturnType<typeof useMailDraft>;

function draftOf(channel: MailChannel | null): MailDraft {
  if (channel === null) return blank;
  const { name, teamId, language, isEnabled, address, settings } = channel;
  const { displayName, hasPlusAddressing, imap, smtp } = settings;
  return {
    ...blank,
    name,
    teamId,
    language,
    isEnabled,
    address,
    displayName,
    hasPlusAddressing,
    hasImap: imap !== null,
    imap: imap ?? blank.imap,
    hasSmtp: smtp !== null,
    smtp: smtp ?? blank.smtp,
  };
}

/** The address proposes the rest, as most providers name their servers. */
function proposed(draft: MailDraft, address: string): Partial<MailDraft> {
  const [, domainBefore = ''] = draft.address.split('@');
  const [, domain = ''] = address.split('@');
  const hostFor = (host: string, kind: string) =>
    host === '' || host === `${kind}.${domainBefore}` ? domain && `${kind}.${domain}` : host;
  const userFor = (user: string) => (user === draft.address ? address : user);
  return {
    address,
    ...(draft.name === draft.address && { name: address }),
    imap: {
      ...draft.imap,
      host: hostFor(draft.imap.host, 'imap'),
      user: userFor(draft.imap.user),
    },
    smtp: {
      ...draft.smtp,
      host: hostFor(draft.smtp.host, 'smtp'),
      user: userFor(draft.smtp.user),
    },
  };
}
