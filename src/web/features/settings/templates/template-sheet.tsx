import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useRef, useState } from 'react';
import { listTemplates, putTemplate, resetTemplate, type Template } from '#contract/template.ts';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { refresh } from '../../../lib/query.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { toast } from '../../../ui/toast.tsx';
import { eventName } from './event-name.ts';
import { PlaceholderBar } from './placeholder-bar.tsx';
import { templateFaults } from './template-fault.ts';
import { TemplatePreview } from './template-preview.tsx';

type Props = { readonly template: Template; readonly onClose: () => void };

/** One message in one language: its words, whether it is sent, and how it reads. */
export function TemplateSheet({ template, onClose }: Props) {
  const t = useTranslation();
  const formId = useId();
  const mayWrite = useMay()('template.write');
  const area = useRef<HTMLTextAreaElement>(null);
  const [words, setWords] = useState(template.own ?? template.builtIn ?? { subject: '', body: '' });
  const [isEnabled, setEnabled] = useState(template.isEnabled);
  const faults = templateFaults(t, words, template);
  const isFine = faults.subject === null && faults.body === null;
  const saving = useTemplateSaving(template, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isFine) saving.keep.mutate({ ...words, isEnabled });
  };
  const problem = saving.keep.error ?? saving.reset.error;
  return (
    <Sheet
      title={eventName(t, template.event)}
      size="large"
      isOpen
      onClose={onClose}
      {...(mayWrite && {
        actions: (
          <>
            {template.own && (
              <Button
                className="me-auto"
                isPending={saving.reset.isPending}
                onPress={() => saving.reset.mutate()}
              >
                {t('template.reset')}
              </Button>
            )}
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button
              type="submit"
              form={formId}
              variant="primary"
              isDisabled={!isFine}
              isPending={saving.keep.isPending}
            >
              {t('common.save')}
            </Button>
          </>
        ),
      })}
    >
      {problem && <Banner tone="bad">{problemText(t, problem)}</Banner>}
      <form id={formId} onSubmit={submit} lang={template.language} className="flex flex-col gap-4">
        <TextField
          label={t('template.subject')}
          isRequired
          maxLength={200}
          isDisabled={!mayWrite}
          error={faults.subject}
          value={words.subject}
          onChange={(subject) => setWords({ ...words, subject })}
        />
        <TextArea
          label={t('template.body')}
          isRequired
          rows={8}
          maxLength={10_000}
          areaRef={area}
          isDisabled={!mayWrite}
          error={faults.body}
          value={words.body}
          onChange={(body) => setWords({ ...words, body })}
        />
        {mayWrite && (
          <PlaceholderBar area={area} onInsert={(body) => setWords({ ...words, body })} />
        )}
        <Checkbox
          label={t('template.sent')}
          description={t('template.sent.hint')}
          isDisabled={!mayWrite}
          isSelected={isEnabled}
          onChange={setEnabled}
        />
      </form>
      <Changed template={template} />
      {isFine && <TemplatePreview words={words} language={template.language} />}
    </Sheet>
  );
}

function Changed({ template }: { readonly template: Template }) {
  const t = useTranslation();
  const format = useFormat();
  if (template.updatedAt === null || template.updatedByName === null) return null;
  const date = format.dateTime(template.updatedAt);
  return (
    <p className="text-small text-faint">
      {t('template.changed', { date, name: template.updatedByName })}
    </p>
  );
}

function useTemplateSaving(template: Template, onDone: () => void) {
  const t = useTranslation();
  const { event, language, version } = template;
  const params = { event, language };
  const onSuccess = async () => {
    toast({ text: t('common.saved'), tone: 'good' });
    await refresh(listTemplates.tag);
    onDone();
  };
  return {
    keep: useMutation({
      mutationFn: (body: { subject: string; body: string; isEnabled: boolean }) =>
        call(putTemplate, { params, body, version }),
      onSuccess,
    }),
    reset: useMutation({ mutationFn: () => call(resetTemplate, { params }), onSuccess }),
  };
}
