import type { z } from 'zod';
import type { emailSettings } from '#contract/channel.ts';
import type { StoredChannel } from './channel-row.ts';

type Settings = z.infer<typeof emailSettings>;

/**
 * The stored passwords that these settings may use, null for one they may not. A password is for
 * the server it was given for: it is written and never read back, so nobody who may change the
 * settings can have it sent to a host of their own.
 */
export function knownPasswords(
  stored: StoredChannel | null,
  settings: Settings,
): { readonly imap: string | null; readonly smtp: string | null } {
  if (stored?.kind !== 'email') return { imap: null, smtp: null };
  const { imap, smtp } = stored.settings;
  const { imapPassword, smtpPassword } = stored.secrets;
  return {
    imap: isSameServer(imap, settings.imap) ? imapPassword : null,
    smtp: isSameServer(smtp, settings.smtp) ? smtpPassword : null,
  };
}

type Server = { readonly host: string } | null;

/** Where no server is named any more, nothing is sent, and what is stored may stay. */
function isSameServer(before: Server, after: Server): boolean {
  return after === null || before?.host.toLowerCase() === after.host.toLowerCase();
}
