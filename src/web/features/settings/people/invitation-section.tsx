import { useMutation, useQuery } from '@tanstack/react-query';
import {
  type FreshInvitation,
  type Invitation,
  listInvitations,
  renewInvitation,
  revokeInvitation,
} from '#contract/invitation.ts';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf, refresh } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Isolate } from '../../../ui/isolate.tsx';
import { Section } from '../../security/page-frame.tsx';

/** Invitations that wait for an answer; nothing while there is none. */
export function InvitationSection(props: {
  readonly onLink: (invitation: FreshInvitation) => void;
}) {
  const t = useTranslation();
  const items = useQuery(queryOf(listInvitations)).data?.items ?? [];
  const again = () => refresh(listInvitations.tag);
  const renewing = useMutation({
    mutationFn: (invitationId: string) => call(renewInvitation, { params: { invitationId } }),
    onSuccess: (fresh) => {
      props.onLink(fresh);
      return again();
    },
  });
  const revoking = useMutation({
    mutationFn: (invitationId: string) => call(revokeInvitation, { params: { invitationId } }),
    onSuccess: again,
  });
  const problem = renewing.error ?? revoking.error;
  if (items.length === 0) return null;
  return (
    <Section title={t('people.invitations')} hint={t('people.invitations.hint')}>
      {problem && <Banner tone="bad">{problemText(t, problem)}</Banner>}
      <ul className="divide-y divide-line">
        {items.map((invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-center gap-2 px-4 py-2">
            <Invited invitation={invitation} />
            <Button size="small" onPress={() => renewing.mutate(invitation.id)}>
              {t('people.invitation.renew')}
            </Button>
            <Button size="small" onPress={() => revoking.mutate(invitation.id)}>
              {t('people.invitation.revoke')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Invited({ invitation }: { readonly invitation: Invitation }) {
  const t = useTranslation();
  const format = useFormat();
  const { name, email, role, state, expiresAt } = invitation;
  return (
    <span className="flex min-w-0 grow basis-64 flex-wrap items-center gap-x-2">
      <span className="flex min-w-0 flex-col items-start">
        <Isolate className="max-w-full truncate font-medium">{name}</Isolate>
        <Isolate className="max-w-full truncate text-small text-muted">{email}</Isolate>
      </span>
      <Badge>{t(`common.role.${role}`)}</Badge>
      {state === 'expired' ? (
        <Badge tone="warm">{t('people.invitation.expired')}</Badge>
      ) : (
        <span className="text-small text-muted">
          {t('people.invitation.until', { date: format.date(expiresAt) })}
        </span>
      )}
    </span>
  );
}
