import { isLanguage } from '#locales/languages.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { spokenChoices } from '../shared/language-choices.ts';

export type CommonDraft = {
  readonly name: string;
  readonly teamId: string | null;
  readonly language: string;
  readonly isEnabled: boolean;
};

export const commonBlank: CommonDraft = {
  name: '',
  teamId: null,
  language: 'en',
  isEnabled: true,
};

type Props = {
  readonly draft: CommonDraft;
  readonly put: (part: Partial<CommonDraft>) => void;
  readonly nameHint: string;
};

/** What every channel has: a name, a team, a language, and whether it is on. */
export function CommonFields({ draft, put, nameHint }: Props) {
  const t = useTranslation();
  const { teams } = useTeams();
  return (
    <>
      <TextField
        label={t('common.name')}
        description={nameHint}
        isRequired
        maxLength={120}
        value={draft.name}
        onChange={(name) => put({ name })}
      />
      <Select
        label={t('channel.team')}
        options={[{ id: 'routing', label: t('channel.team.routing') }, ...teams]}
        value={draft.teamId ?? 'routing'}
        onChange={(id) => put({ teamId: id === 'routing' ? null : id })}
      />
      <Select
        label={t('common.language')}
        description={t('channel.language.hint')}
        options={spokenChoices}
        value={isLanguage(draft.language) ? draft.language : null}
        onChange={(language) => put({ language })}
      />
      <Checkbox
        className="self-center"
        label={t('channel.enabled')}
        isSelected={draft.isEnabled}
        onChange={(isEnabled) => put({ isEnabled })}
      />
    </>
  );
}

function useTeams() {
  const { teams } = useDirectory();
  return { teams: [...teams.values()].map(({ id, name }) => ({ id, label: name })) };
}
