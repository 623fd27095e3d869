import { useQuery } from '@tanstack/react-query';
import { getSetup, type SetupState } from '#contract/setup.ts';
import { problemText } from '../../lib/problem-text.ts';
import { queryOf } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EntryFrame } from '../sign-in/entry-frame.tsx';
import { InvitationLinks } from './invitation-links.tsx';
import { SetupForm } from './setup-form.tsx';
import { useSetup } from './use-setup.ts';

/** The first run: five questions, and there is an inbox with something in it. */
export function SetupScreen() {
  const t = useTranslation();
  const setup = useQuery({ ...queryOf(getSetup), staleTime: Number.POSITIVE_INFINITY });
  if (setup.isError) {
    return (
      <EntryFrame title={t('setup.title')}>
        <Banner tone="bad">{problemText(t, setup.error)}</Banner>
      </EntryFrame>
    );
  }
  if (!setup.data) {
    return (
      <EntryFrame title={t('setup.title')} isWide>
        <SkeletonRows count={4} />
      </EntryFrame>
    );
  }
  return <Questions state={setup.data} />;
}

function Questions({ state }: { readonly state: SetupState }) {
  const setup = useSetup(state);
  return setup.outcome === null ? (
    <SetupForm setup={setup} />
  ) : (
    <InvitationLinks
      invitations={setup.outcome.invitations}
      sendsMail={setup.sendsMail}
      onEnter={setup.enter}
    />
  );
}
