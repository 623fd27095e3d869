import { useQuery } from '@tanstack/react-query';
import { listCalendars } from '#contract/calendar.ts';
import { tiers } from '#domain/people/directory.ts';
import { queryOf } from '../../../lib/query.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { Select } from '../../../ui/select.tsx';
import { TagInput } from '../../../ui/tag-input.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ChoiceList } from '../shared/choice-list.tsx';
import { languageChoices } from '../shared/language-choices.ts';
import type { TeamForm } from './use-team-form.ts';

type Props = { readonly form: TeamForm; readonly isReadOnly: boolean };

const tierNames = {
  L0: 'common.tier.0',
  L1: 'common.tier.1',
  L2: 'common.tier.2',
  L3: 'common.tier.3',
  L4: 'common.tier.4',
} as const;

export function TeamFields({ form, isReadOnly }: Props) {
  const t = useTranslation();
  const { draft, put } = form;
  return (
    <>
      <TextField
        label={t('common.name')}
        isRequired
        maxLength={120}
        isDisabled={isReadOnly}
        value={draft.name}
        onChange={(name) => put({ name })}
      />
      <Select
        label={t('people.team.tier')}
        isDisabled={isReadOnly}
        options={tiers.map((id) => ({ id, label: `${id} · ${t(tierNames[id])}` }))}
        value={draft.tier}
        onChange={(tier) => put({ tier })}
      />
      <TextField
        label={t('people.team.department')}
        description={t('people.team.department.hint')}
        isOptional
        maxLength={120}
        isDisabled={isReadOnly}
        value={draft.department}
        onChange={(department) => put({ department })}
      />
      <HoursField form={form} isReadOnly={isReadOnly} />
      <PeopleFields form={form} isReadOnly={isReadOnly} />
      <TagInput
        label={t('people.skills')}
        className="desk:col-span-2"
        isOptional
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
      <Checkbox
        className="self-end"
        label={t('people.team.restricted')}
        description={t('people.team.restricted.hint')}
        isDisabled={isReadOnly}
        isSelected={draft.isRestricted}
        onChange={(isRestricted) => put({ isRestricted })}
      />
    </>
  );
}

function HoursField({ form, isReadOnly }: Props) {
  const t = useTranslation();
  const { draft, put } = form;
  const calendars = useQuery(queryOf(listCalendars)).data?.items ?? [];
  const open = calendars.filter(
    ({ id, archivedAt }) => archivedAt === null || id === draft.calendarId,
  );
  return (
    <Select
      label={t('people.team.hours')}
      isDisabled={isReadOnly}
      options={[
        { id: 'always', label: t('people.team.hours.always') },
        ...open.map(({ id, name }) => ({ id, label: name })),
      ]}
      value={draft.calendarId ?? 'always'}
      onChange={(id) => put({ calendarId: id === 'always' ? null : id })}
    />
  );
}

function PeopleFields({ form, isReadOnly }: Props) {
  const t = useTranslation();
  const { draft, put } = form;
  const named = [...draft.memberIds, draft.leadId, draft.managerId];
  const choices = useDirectory()
    .agents.filter(({ id, isActive }) => isActive || named.includes(id))
    .map(({ id, name }) => ({ id, label: name }));
  return (
    <>
      <ComboBox
        label={t('people.team.lead')}
        placeholder={t('people.team.nobody')}
        isOptional
        isDisabled={isReadOnly}
        options={choices}
        value={draft.leadId}
        onChange={(leadId) => put({ leadId })}
      />
      <ComboBox
        label={t('people.team.manager')}
        placeholder={t('people.team.nobody')}
        isOptional
        isDisabled={isReadOnly}
        options={choices}
        value={draft.managerId}
        onChange={(managerId) => put({ managerId })}
      />
      <div className="desk:col-span-2">
        <ChoiceList
          label={t('people.team.members')}
          isDisabled={isReadOnly}
          choices={choices}
          chosen={draft.memberIds}
          onChange={(memberIds) => put({ memberIds: [...memberIds] })}
        />
      </div>
    </>
  );
}
