import type { MailboxSettings } from '#contract/setup.ts';
import type { Ground } from './belay.ts';
import { mailDoors } from './channels/mail/runtime/doors.ts';
import type { MailRuntime } from './channels/mail/runtime/feature.ts';
import { insertChannel } from './features/channel/public.ts';
import { playSample } from './features/sample/public.ts';
import type { SetupStarters } from './features/setup/public.ts';
import { RequestRefused } from './platform/errors/refused.ts';

/** What the first-run questions set in motion beyond their own feature. */
export function setupStarters(ground: Ground, mail: MailRuntime): SetupStarters {
  const doors = mailDoors(ground, mail);
  return {
    sendsMail: ground.smtpUrl !== null,
    checkMailbox: async (settings) => {
      const tried = await doors.tryServers(
        {
          channelId: null,
          settings: emailSettingsOf(settings),
          imapPassword: settings.password,
          smtpPassword: settings.password,
        },
        null,
      );
      for (const server of ['imap', 'smtp'] as const) {
        const problem = tried[server]?.problem ?? null;
        if (problem === null) continue;
        const { code, detail } = problem;
        throw new RequestRefused('channel_unreachable', {
          facts: { server, problem: code, detail },
        });
      }
    },
    addMailbox: async (tx, mailbox) => {
      const { settings } = mailbox;
      await insertChannel(tx, ground.sealer, {
        workspaceId: mailbox.workspaceId,
        now: mailbox.now,
        body: {
          kind: 'email',
          name: settings.address,
          address: settings.address,
          teamId: mailbox.teamId,
          language: mailbox.language,
          isEnabled: true,
          settings: emailSettingsOf(settings),
          imapPassword: settings.password,
          smtpPassword: settings.password,
        },
      });
    },
    readMailboxes: () => doors.refresh(),
    addSample: async ({ workspaceId }) => {
      const { db, log, clock, core, secret } = ground;
      await playSample({ db, log, clock, workspaceId, secret });
      core.forget(workspaceId);
    },
  };
}

/** TLS on the ports that are made for it, STARTTLS on all others: never a password in the clear. */
function emailSettingsOf(settings: MailboxSettings) {
  const user = settings.username;
  return {
    displayName: '',
    imap: {
      host: settings.imapHost,
      port: settings.imapPort,
      security: settings.imapPort === 993 ? ('tls' as const) : ('starttls' as const),
      user,
      mailbox: 'INBOX',
    },
    smtp: {
      host: settings.smtpHost,
      port: settings.smtpPort,
      security: settings.smtpPort === 465 ? ('tls' as const) : ('starttls' as const),
      user,
    },
    hasPlusAddressing: true,
  };
}
