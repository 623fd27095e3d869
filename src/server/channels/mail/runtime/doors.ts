import type { MailServerProblem } from '#domain/ticket/mail-problem.ts';
import type { Ground } from '#server/belay.ts';
import { knownPasswords, type MailDoors } from '#server/features/channel/public.ts';
import { testImap } from '../imap-connection.ts';
import { testSmtp } from '../smtp-sender.ts';
import type { MailRuntime } from './feature.ts';
import { storeRaw } from './store-raw.ts';

/** What the settings page and the providers' hook may do with mail. */
export function mailDoors(ground: Ground, runtime: MailRuntime): MailDoors {
  return {
    refresh: () => runtime.readers.refresh(),
    store: async (channel, content) => {
      const result = await storeRaw(ground.db, {
        workspaceId: channel.workspaceId,
        channelId: channel.id,
        content,
        receivedAt: ground.clock.now(),
      });
      runtime.wakeIntake();
      return result;
    },
    tryServers: async (tried, stored) => {
      const known = knownPasswords(stored, tried.settings);
      const { imap, smtp } = tried.settings;
      return {
        imap:
          imap === null
            ? null
            : verdict(await testImap(withPassword(imap, tried.imapPassword ?? known.imap ?? ''))),
        smtp:
          smtp === null
            ? null
            : verdict(await testSmtp(withPassword(smtp, tried.smtpPassword ?? known.smtp ?? ''))),
      };
    },
  };
}

function withPassword<T extends { readonly user: string }>(server: T, password: string) {
  const { user, ...rest } = server;
  return user === '' ? rest : { ...rest, user, password };
}

function verdict(
  outcome: { ok: true } | { ok: false; problem: MailServerProblem; detail: string },
) {
  if (outcome.ok) return { ok: true, problem: null };
  return { ok: false, problem: { code: outcome.problem, detail: outcome.detail || null } };
}
