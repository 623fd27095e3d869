import type { DeliveryProblem } from '#domain/ticket/mail-problem.ts';
import { useTranslation } from '../lib/use-translation.tsx';

type MailProblemProps = {
  readonly problem: { readonly code: DeliveryProblem; readonly detail: string | null } | null;
};

/** Why mail does not come or go, in the reader's language; below it what the far side answered. */
export function MailProblem({ problem }: MailProblemProps) {
  const t = useTranslation();
  if (problem === null) return null;
  return (
    <>
      <bdi>{t(`common.mail.${problem.code}`)}</bdi>
      {problem.detail !== null && (
        <bdi dir="ltr" lang="en" className="block text-small wrap-anywhere text-muted rtl:text-end">
          {problem.detail}
        </bdi>
      )}
    </>
  );
}
