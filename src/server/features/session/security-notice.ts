import type { Instant } from '#domain/kernel/instant.ts';
import { translator } from '#locales/translate.ts';
import type { Account } from '#server/platform/auth/account.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import type { Tx } from '#server/platform/db/database.ts';

/** Changes to how somebody signs in that they are told of by mail (ASVS 6.3.7). */
export type SecurityChange =
  | 'password'
  | 'secondFactorOn'
  | 'secondFactorOff'
  | 'recoveryCodes'
  | 'passkeyAdded'
  | 'passkeyRemoved';

/** Tells the person that their sign-in was changed, in case it was not they who did it. */
export async function mailSecurityNotice(
  identity: Identity,
  tx: Tx,
  notice: { readonly account: Account; readonly change: SecurityChange; readonly now: Instant },
): Promise<void> {
  const { workspaceId, name, email, language } = notice.account;
  const t = translator(language);
  const change = t(`signIn.mail.notice.${notice.change}`);
  await identity.enqueueMail(
    tx,
    {
      workspaceId,
      to: { name, email },
      language,
      subject: t('signIn.mail.notice.subject'),
      text: `${t('signIn.mail.notice.text', { name, change })}\n\n${identity.baseUrl}/reset-password`,
    },
    notice.now,
  );
}
