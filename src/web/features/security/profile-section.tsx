import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { languages, resolveLanguage } from '#locales/languages.ts';
import { problemText } from '../../lib/problem-text.ts';
import { changeOwnSettings, useSignedIn } from '../../lib/session.ts';
import { useLanguage, useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { Section } from './page-frame.tsx';

const choices = languages.map((each) => ({ id: each.code, label: each.nativeName }));

export function ProfileSection() {
  const t = useTranslation();
  const { agent } = useSignedIn();
  const [, setLanguage] = useLanguage();
  const [draft, setDraft] = useState({
    name: agent.name,
    language: resolveLanguage(agent.language),
    signature: agent.signature,
  });
  const saving = useMutation({
    mutationFn: () => changeOwnSettings(draft),
    onSuccess: () => {
      setLanguage(draft.language);
      toast({ text: t('common.saved'), tone: 'good' });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Section title={t('security.profile')} hint={agent.email}>
      <form onSubmit={submit} className="grid gap-4 p-4 desk:grid-cols-2">
        {saving.isError && (
          <div className="desk:col-span-2">
            <Banner tone="bad">{problemText(t, saving.error)}</Banner>
          </div>
        )}
        <TextField
          label={t('common.name')}
          autoComplete="name"
          isRequired
          value={draft.name}
          onChange={(name) => setDraft({ ...draft, name })}
        />
        <Select
          label={t('common.language')}
          options={choices}
          value={draft.language}
          onChange={(language) => setDraft({ ...draft, language })}
        />
        <TextArea
          label={t('security.profile.signature')}
          description={t('security.profile.signatureHint')}
          isOptional
          className="desk:col-span-2"
          value={draft.signature}
          onChange={(signature) => setDraft({ ...draft, signature })}
        />
        <div>
          <Button type="submit" isPending={saving.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
