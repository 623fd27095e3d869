import {
  endSessions,
  findAccount,
  findAccountByEmail,
  keepPassword,
} from '#server/platform/auth/account.ts';
import { resetLimits, tokenLimits } from '#server/platform/auth/attempts.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import {
  issueOneTimeToken,
  oneTimeLifeMinutes,
  useOneTimeToken,
} from '#server/platform/auth/one-time-token.ts';
import { hashPassword } from '#server/platform/auth/password.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { translator } from '#locales/translate.ts';
import { recordAudit } from '../audit/public.ts';
import { requireGoodPassword } from './password-rule.ts';
import { mailSecurityNotice } from './security-notice.ts';
import { refuseTooMany } from './sign-in.ts';

/**
 * Mails a link to choose a new password, if the address belongs to somebody. The work is done
 * after the answer, so that neither its words nor its time say whether it does. The link is built
 * from the configured address alone: a forged `Host` header changes nothing.
 */
export async function askForReset(
  identity: Identity,
  given: { readonly email: string; readonly address: string },
): Promise<void> {
  await refuseTooMany(identity, resetLimits(given.email, given.address));
  identity.background.run(async () => {
    const account = await findAccountByEmail(identity.db, given.email);
    if (account === null) return;
    const now = identity.clock.now();
    await transaction(identity.db, async (tx) => {
      const { userId, workspaceId, agentId, name, email, language } = account;
      const token = await issueOneTimeToken(tx, { userId, purpose: 'password_reset', now });
      const t = translator(language);
      const link = `${identity.baseUrl}/reset-password#token=${token}`;
      const minutes = oneTimeLifeMinutes.password_reset;
      await identity.enqueueMail(
        tx,
        {
          workspaceId,
          to: { name, email },
          language,
          subject: t('signIn.mail.reset.subject'),
          text: `${t('signIn.mail.reset.text', { name, minutes })}\n\n${link}`,
        },
        now,
      );
      await recordAudit(tx, {
        workspaceId,
        actor: { kind: 'nobody' },
        action: 'password.reset_asked',
        subject: { kind: 'agent', id: agentId },
        address: given.address,
        now,
      });
    });
  });
}

/**
 * Sets a new password by the mailed link and ends every session. It does not sign in: a second
 * factor is still asked for. A password that is refused leaves the link usable.
 */
export async function chooseNewPassword(
  identity: Identity,
  given: { readonly token: string; readonly password: string; readonly address: string },
): Promise<void> {
  await refuseTooMany(identity, tokenLimits(given.address));
  const passwordHash = await hashPassword(given.password);
  const now = identity.clock.now();
  await transaction(identity.db, async (tx) => {
    const { token } = given;
    const userId = await useOneTimeToken(tx, { token, purpose: 'password_reset', now });
    const account = userId === null ? null : await findAccount(tx, userId);
    if (account === null) throw new RequestRefused('link_invalid');
    requireGoodPassword(given.password, [account.name, account.email]);
    await keepPassword(tx, { userId: account.userId, passwordHash, now });
    await endSessions(tx, { userId: account.userId });
    await mailSecurityNotice(identity, tx, { account, change: 'password', now });
    await recordAudit(tx, {
      workspaceId: account.workspaceId,
      actor: { kind: 'nobody' },
      action: 'password.reset',
      subject: { kind: 'agent', id: account.agentId },
      address: given.address,
      now,
    });
  });
}
