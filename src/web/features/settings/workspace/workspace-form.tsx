import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { readWorkspace, updateWorkspace, type Workspace } from '#contract/workspace.ts';
import { worksTickets } from '#domain/people/role.ts';
import { intlTag } from '#locales/languages.ts';
import { call } from '../../../lib/api.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryClient, refresh, sessionKey } from '../../../lib/query.ts';
import { useMay } from '../../../lib/session.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { toast } from '../../../ui/toast.tsx';
import { spokenChoices } from '../shared/language-choices.ts';

export function WorkspaceForm({ settings }: { readonly settings: Workspace }) {
  const t = useTranslation();
  const isReadOnly = !useMay()('settings.write');
  const [draft, setDraft] = useState(settings);
  const put = (part: Partial<Workspace>) => setDraft({ ...draft, ...part });
  const saving = useMutation({
    mutationFn: () => {
      const { id: _id, catchAllAgentId, ...rest } = draft;
      return call(updateWorkspace, {
        body: { ...rest, ...(catchAllAgentId !== null && { catchAllAgentId }) },
      });
    },
    onSuccess: async () => {
      toast({ text: t('common.saved'), tone: 'good' });
      await Promise.all([
        refresh(readWorkspace.tag),
        queryClient.invalidateQueries({ queryKey: sessionKey }),
      ]);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  const zones = useMemo(() => zoneChoices(settings.timeZone), [settings.timeZone]);
  const currencies = useMemo(() => currencyChoices(intlTag(t.language)), [t.language]);
  const people = useDirectory().agents.filter(
    ({ isActive, role }) => isActive && worksTickets(role),
  );
  return (
    <form
      onSubmit={submit}
      className="grid gap-4 rounded-card border border-line bg-raised p-4 desk:grid-cols-2"
    >
      {saving.isError && (
        <div className="desk:col-span-2">
          <Banner tone="bad">{problemText(t, saving.error)}</Banner>
        </div>
      )}
      <TextField
        label={t('common.name')}
        isRequired
        maxLength={120}
        isDisabled={isReadOnly}
        value={draft.name}
        onChange={(name) => put({ name })}
      />
      <Select
        label={t('common.language')}
        description={t('workspace.language.hint')}
        isDisabled={isReadOnly}
        options={spokenChoices}
        value={spokenChoices.find(({ id }) => id === draft.language)?.id ?? null}
        onChange={(language) => put({ language })}
      />
      <ComboBox
        label={t('common.timeZone')}
        description={t('workspace.zone.hint')}
        isDisabled={isReadOnly}
        options={zones}
        value={draft.timeZone}
        onChange={(timeZone) => timeZone !== null && put({ timeZone })}
      />
      <ComboBox
        label={t('workspace.currency')}
        description={t('workspace.currency.hint')}
        isDisabled={isReadOnly}
        options={currencies}
        value={draft.currency}
        onChange={(currency) => currency !== null && put({ currency })}
      />
      <ComboBox
        label={t('workspace.catchAll')}
        description={t('workspace.catchAll.hint')}
        isDisabled={isReadOnly}
        options={people.map(({ id, name }) => ({ id, label: name }))}
        value={draft.catchAllAgentId}
        onChange={(catchAllAgentId) => catchAllAgentId !== null && put({ catchAllAgentId })}
      />
      {!isReadOnly && (
        <div className="desk:col-span-2">
          <Button type="submit" variant="primary" isPending={saving.isPending}>
            {t('common.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

function zoneChoices(own: string) {
  const known = new Set([own, ...Intl.supportedValuesOf('timeZone'), 'UTC']);
  return [...known].toSorted().map((id) => ({ id, label: id.replaceAll('_', ' ') }));
}

function currencyChoices(tag: string) {
  const names = new Intl.DisplayNames(tag, { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((id) => ({
    id,
    label: `${id} · ${names.of(id) ?? id}`,
  }));
}
