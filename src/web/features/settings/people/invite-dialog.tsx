import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { type FreshInvitation, inviteAgent, listInvitations } from '#contract/invitation.ts';
import { listTeams } from '#contract/team.ts';
import { type Role, roles } from '#domain/people/role.ts';
import { call } from '../../../lib/api.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf, refresh } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ChoiceList } from '../shared/choice-list.tsx';

type Props = {
  readonly onClose: () => void;
  readonly onInvited: (invitation: FreshInvitation) => void;
};

export function InviteDialog({ onClose, onInvited }: Props) {
  const t = useTranslation();
  const formId = useId();
  const teams = useQuery(queryOf(listTeams)).data?.items ?? [];
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [teamIds, setTeamIds] = useState<readonly string[]>([]);
  const inviting = useMutation({
    mutationFn: () => call(inviteAgent, { body: { name, email, role, teamIds: [...teamIds] } }),
    onSuccess: async (invitation) => {
      onInvited(invitation);
      await refresh(listInvitations.tag);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    inviting.mutate();
  };
  return (
    <Dialog
      title={t('people.invite')}
      size="medium"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" isPending={inviting.isPending}>
            {t('people.invite')}
          </Button>
        </>
      }
    >
      {inviting.isError && <Banner tone="bad">{problemText(t, inviting.error)}</Banner>}
      <form id={formId} onSubmit={submit} className="grid gap-4 desk:grid-cols-2">
        <TextField
          label={t('common.name')}
          autoFocus
          isRequired
          maxLength={120}
          value={name}
          onChange={setName}
        />
        <TextField
          label={t('common.email')}
          type="email"
          isRequired
          value={email}
          onChange={setEmail}
        />
        <Select
          label={t('people.role')}
          description={t(`people.role.${role}`)}
          options={roles.map((id) => ({ id, label: t(`common.role.${id}`) }))}
          value={role}
          onChange={setRole}
        />
        <ChoiceList
          label={t('people.teams.of')}
          choices={teams.map((team) => ({ id: team.id, label: team.name }))}
          chosen={teamIds}
          onChange={setTeamIds}
        />
      </form>
    </Dialog>
  );
}
