import { useQuery } from '@tanstack/react-query';
import { getSecurity } from '#contract/sign-in.ts';
import { problemText } from '../../lib/problem-text.ts';
import { queryOf } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { DeviceSection } from './device-section.tsx';
import { NoticeSection } from './notice-section.tsx';
import { PageFrame } from './page-frame.tsx';
import { PasskeySection } from './passkey-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';

/** What is a person's own: how they appear, how they hear of things, how they sign in. */
export function AccountScreen() {
  const t = useTranslation();
  const security = useQuery(queryOf(getSecurity));
  return (
    <PageFrame title={t('security.account')}>
      <ProfileSection />
      <NoticeSection />
      {security.isError && <Banner tone="bad">{problemText(t, security.error)}</Banner>}
      {security.isPending && <SkeletonRows count={3} />}
      {security.data && (
        <>
          <PasswordSection hasPassword={security.data.hasPassword} />
          <SecondFactorSection security={security.data} />
          <PasskeySection security={security.data} />
        </>
      )}
      <DeviceSection />
    </PageFrame>
  );
}
