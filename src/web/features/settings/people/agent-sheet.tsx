import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { type Agent, type AgentChange, listAgents, updateAgent } from '#contract/agent.ts';
import { listTeams } from '#contract/team.ts';
import { roles } from '#domain/people/role.ts';
import { call } from '../../../lib/api.ts';
import { queryOf, refresh } from '../../../lib/query.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { TagInput } from '../../../ui/tag-input.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { toast } from '../../../ui/toast.tsx';
import { ChoiceList } from '../shared/choice-list.tsx';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { languageChoices } from '../shared/language-choices.ts';
import { peopleProblemText } from '../shared/people-problem-text.ts';
import { TimeOffSection } from './time-off-section.tsx';

type Props = { readonly agent: Agent; readonly onClose: () => void };

/** One person: what they may do, know and hold, and when they are away. */
export function AgentSheet({ agent, onClose }: Props) {
  const t = useTranslation();
  const formId = useId();
  const mayManage = useMay()('people.manage');
  const [isLeaving, setLeaving] = useState(false);
  const change = (body: AgentChange) =>
    call(updateAgent, { params: { agentId: agent.id }, body }).then(refreshPeople);
  const saving = useMutation({
    mutationFn: change,
    onSuccess: () => {
      toast({ text: t('common.saved'), tone: 'good' });
      onClose();
    },
  });
  const returning = useMutation({ mutationFn: () => change({ isActive: true }) });
  const problem = saving.error ?? returning.error;
  const leave = agent.isActive ? (
    <Button className="me-auto" onPress={() => setLeaving(true)}>
      {t('people.deactivate')}
    </Button>
  ) : (
    <Button className="me-auto" isPending={returning.isPending} onPress={() => returning.mutate()}>
      {t('people.reactivate')}
    </Button>
  );
  return (
    <Sheet
      title={agent.name}
      isOpen
      onClose={onClose}
      {...(mayManage && {
        actions: (
          <>
            {leave}
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" form={formId} variant="primary" isPending={saving.isPending}>
              {t('common.save')}
            </Button>
          </>
        ),
      })}
    >
      {problem && <Banner tone="bad">{peopleProblemText(t, problem)}</Banner>}
      <AgentForm
        id={formId}
        agent={agent}
        isReadOnly={!mayManage}
        onSave={(body) => saving.mutate(body)}
      />
      {agent.isActive && <TimeOffSection agent={agent} />}
      {isLeaving && (
        <ConfirmDialog
          title={t('people.deactivate.title', { name: agent.name })}
          hint={t('people.deactivate.hint')}
          action={t('people.deactivate')}
          sayProblem={peopleProblemText}
          run={() => change({ isActive: false })}
          onClose={() => setLeaving(false)}
        />
      )}
    </Sheet>
  );
}

async function refreshPeople(): Promise<void> {
  await Promise.all([refresh(listAgents.tag), refresh(listTeams.tag), refresh('directory')]);
}

function AgentForm(props: {
  readonly id: string;
  readonly agent: Agent;
  readonly isReadOnly: boolean;
  readonly onSave: (change: AgentChange) => void;
}) {
  const t = useTranslation();
  const { id, agent, isReadOnly, onSave } = props;
  const teams = useQuery(queryOf(listTeams)).data?.items ?? [];
  const [draft, setDraft] = useState({
    name: agent.name,
    role: agent.role,
    skills: agent.skills,
    languages: agent.languages,
    teamIds: agent.teamIds,
    tickets: String(agent.ticketCapacity),
    chats: String(agent.chatCapacity),
  });
  const put = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { tickets, chats, ...rest } = draft;
    onSave({ ...rest, ticketCapacity: Number(tickets), chatCapacity: Number(chats) });
  };
  return (
    <form id={id} onSubmit={submit} className="grid gap-4 desk:grid-cols-2">
      <TextField
        label={t('common.name')}
        isRequired
        maxLength={120}
        isDisabled={isReadOnly}
        value={draft.name}
        onChange={(name) => put({ name })}
      />
      <Select
        label={t('people.role')}
        isDisabled={isReadOnly}
        options={roles.map((role) => ({
          id: role,
          label: t(`common.role.${role}`),
          description: t(`people.role.${role}`),
        }))}
        value={draft.role}
        onChange={(role) => put({ role })}
      />
      <NumberField
        label={t('people.capacity.tickets')}
        max={1000}
        isDisabled={isReadOnly}
        value={draft.tickets}
        onChange={(tickets) => put({ tickets })}
      />
      <NumberField
        label={t('people.capacity.chats')}
        max={50}
        isDisabled={isReadOnly}
        value={draft.chats}
        onChange={(chats) => put({ chats })}
      />
      <TagInput
        label={t('people.skills')}
        description={t('people.skills.hint')}
        className="desk:col-span-2"
        isDisabled={isReadOnly}
        tags={draft.skills}
        onChange={(skills) => put({ skills: [...skills] })}
      />
      <ChoiceList
        label={t('people.languages')}
        isDisabled={isReadOnly}
        choices={languageChoices(draft.languages, t.language)}
        chosen={draft.languages}
        onChange={(languages) => put({ languages: [...languages] })}
      />
      <ChoiceList
        label={t('people.teams.of')}
        isDisabled={isReadOnly}
        choices={teams.map((team) => ({ id: team.id, label: team.name }))}
        chosen={draft.teamIds}
        onChange={(teamIds) => put({ teamIds: [...teamIds] })}
      />
    </form>
  );
}

function NumberField(props: {
  readonly label: string;
  readonly max: number;
  readonly isDisabled: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { max, ...field } = props;
  return (
    <TextField
      {...field}
      inputMode="numeric"
      isRequired
      pattern={max > 99 ? '[0-9]{1,3}|1000' : '[0-4]?[0-9]|50'}
    />
  );
}
