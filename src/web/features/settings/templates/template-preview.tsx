import { useState } from 'react';
import { createTranslator } from '#locales/message-format.ts';
import { directionOf, intlTag, resolveLanguage } from '#locales/languages.ts';
import { serverNow } from '../../../lib/server-time.ts';
import { useSignedIn } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { sampleName } from './sample-name.ts';

type Props = {
  readonly words: { readonly subject: string; readonly body: string };
  readonly language: string;
};

const hoursAhead = 4;

/** The message filled with what it might say, as a customer reads it. */
export function TemplatePreview({ words, language: tag }: Props) {
  const t = useTranslation();
  const { workspace } = useSignedIn();
  const [isPromised, setPromised] = useState(true);
  const [nowMs] = useState(serverNow);
  const language = resolveLanguage(tag);
  const say = createTranslator(language, words);
  const moment = new Intl.DateTimeFormat(intlTag(language), {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: workspace.timeZone,
  }).format(nowMs + hoursAhead * 3_600_000);
  const values = {
    contactName: sampleName[language],
    ticketNumber: '1042',
    workspaceName: workspace.name,
    hasNextUpdate: String(isPromised),
    nextUpdateBy: isPromised ? moment : '',
    surveyUrl: `${location.origin}/rate/…`,
  };
  return (
    <section className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-small font-medium text-muted">{t('template.preview')}</h3>
        <Checkbox
          label={t('template.preview.promised')}
          isSelected={isPromised}
          onChange={setPromised}
        />
      </div>
      <div
        lang={language}
        dir={directionOf(language)}
        className="flex flex-col gap-2 rounded-card border border-line bg-sunken p-4"
      >
        <p className="font-semibold" dir="auto">
          {say('subject', values)}
        </p>
        <p className="whitespace-pre-wrap" dir="auto">
          {say('body', values)}
        </p>
      </div>
    </section>
  );
}
