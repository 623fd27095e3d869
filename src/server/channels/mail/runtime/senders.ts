import type { EmailChannel } from '#server/features/channel/public.ts';
import { createSmtpSender, type SmtpSender } from '../smtp-sender.ts';

/** Connections to mail servers, one pool for each way of reaching one, kept while it is used. */
export type Senders = {
  /** The channel's own server, else the one of the installation; null when there is neither. */
  forChannel(channel: EmailChannel): SmtpSender | null;
  /** The server of the installation, for invitations and notices. */
  forBelay(): SmtpSender | null;
  close(): void;
};

export function createSenders(smtpUrl: string | null): Senders {
  const open = new Map<string, SmtpSender>();
  const forServer = (server: Parameters<typeof createSmtpSender>[0]): SmtpSender => {
    const key = JSON.stringify(server);
    const known = open.get(key) ?? createSmtpSender(server);
    open.set(key, known);
    return known;
  };
  return {
    forChannel: (channel) => {
      const { smtp } = channel.settings;
      if (smtp === null) return smtpUrl === null ? null : forServer(smtpUrl);
      const { user, ...server } = smtp;
      return forServer(
        user === '' ? server : { ...server, user, password: channel.secrets.smtpPassword },
      );
    },
    forBelay: () => (smtpUrl === null ? null : forServer(smtpUrl)),
    close: () => {
      for (const sender of open.values()) sender.close();
      open.clear();
    },
  };
}
