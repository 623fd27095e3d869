import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { type Agent, listAgents } from '#contract/agent.ts';
import type { FreshInvitation } from '#contract/invitation.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf } from '../../../lib/query.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { PageFrame } from '../../security/page-frame.tsx';
import { SecretDialog } from '../shared/secret-dialog.tsx';
import { AgentSheet } from './agent-sheet.tsx';
import { AgentTable } from './agent-table.tsx';
import { InvitationSection } from './invitation-section.tsx';
import { InviteDialog } from './invite-dialog.tsx';

/** Who works here, and who has been asked to. */
export function PeopleScreen() {
  const t = useTranslation();
  const may = useMay();
  const agents = useQuery(queryOf(listAgents));
  const [isInviting, setInviting] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const [fresh, setFresh] = useState<FreshInvitation | null>(null);
  const items = agents.data?.items ?? [];
  const opened: Agent | undefined = items.find(({ id }) => id === openId);
  const mayManage = may('people.manage');
  const invite = mayManage ? (
    <Button variant="primary" icon={<UserPlus />} onPress={() => setInviting(true)}>
      {t('people.invite')}
    </Button>
  ) : undefined;
  return (
    <PageFrame title={t('people.title')} hint={t('people.hint')} action={invite}>
      {agents.isError && <Banner tone="bad">{problemText(t, agents.error)}</Banner>}
      {agents.isPending && <SkeletonRows count={5} rowPx={44} />}
      {items.length > 0 && <AgentTable agents={items} onOpen={setOpenId} />}
      {mayManage && <InvitationSection onLink={setFresh} />}
      {opened && <AgentSheet agent={opened} onClose={() => setOpenId(null)} />}
      {isInviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onInvited={(invitation) => {
            setInviting(false);
            setFresh(invitation);
          }}
        />
      )}
      {fresh && (
        <SecretDialog
          title={t('people.invitation.link', { name: fresh.name })}
          hint={t('people.invitation.linkHint')}
          secret={fresh.link}
          onClose={() => setFresh(null)}
        />
      )}
    </PageFrame>
  );
}
