import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readInvitation } from '#contract/invitation.ts';
import { call } from '../../lib/api.ts';
import { ApiProblem } from '../../lib/api-problem.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useAddressToken } from './address-token.ts';
import { EntryFrame } from './entry-frame.tsx';
import { JoinForm } from './join-form.tsx';

/** Where an invitation leads: a name, a password, and the desk is open. */
export function InvitationScreen() {
  const t = useTranslation();
  const token = useAddressToken() ?? '-';
  const offer = useQuery({
    queryKey: ['invitation-offer', token],
    queryFn: () => call(readInvitation, { body: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (offer.isError) {
    const isSpent = offer.error instanceof ApiProblem && offer.error.code === 'link_invalid';
    return (
      <EntryFrame title={t('signIn.invitation.invalid')}>
        <Banner tone="bad">
          {isSpent ? t('signIn.invitation.invalidHint') : problemText(t, offer.error)}
        </Banner>
        <Link to="/sign-in" className={buttonClass('secondary', 'large')}>
          {t('signIn.back')}
        </Link>
      </EntryFrame>
    );
  }
  if (!offer.data) {
    return (
      <EntryFrame title={t('common.loading')}>
        <SkeletonRows count={3} />
      </EntryFrame>
    );
  }
  const { workspaceName, invitedByName } = offer.data;
  const lead =
    invitedByName === null
      ? t('signIn.invitation.leadPlain')
      : t('signIn.invitation.lead', { inviter: invitedByName });
  return (
    <EntryFrame title={t('signIn.invitation.title', { workspace: workspaceName })} lead={lead}>
      <JoinForm token={token} offer={offer.data} />
    </EntryFrame>
  );
}
