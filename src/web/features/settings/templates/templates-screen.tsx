import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listTemplates, type Template } from '#contract/template.ts';
import { type Language, resolveLanguage } from '#locales/languages.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf } from '../../../lib/query.ts';
import { useSignedIn } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Isolate } from '../../../ui/isolate.tsx';
import { Select } from '../../../ui/select.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { Table } from '../../../ui/table.tsx';
import { PageFrame } from '../../security/page-frame.tsx';
import { spokenChoices } from '../shared/language-choices.ts';
import { RowOpener } from '../shared/row-opener.tsx';
import { eventName } from './event-name.ts';
import { TemplateSheet } from './template-sheet.tsx';

/** What Belay writes to customers by itself, one language at a time. */
export function TemplatesScreen() {
  const t = useTranslation();
  const templates = useQuery(queryOf(listTemplates));
  const { workspace } = useSignedIn();
  const [language, setLanguage] = useState<Language>(() => resolveLanguage(workspace.language));
  const [opened, setOpened] = useState<Template | null>(null);
  const items = templates.data?.items.filter((each) => each.language === language) ?? [];
  const choice = (
    <Select
      label={t('common.language')}
      isLabelHidden
      className="w-44"
      options={spokenChoices}
      value={language}
      onChange={setLanguage}
    />
  );
  return (
    <PageFrame title={t('template.title')} hint={t('template.hint')} action={choice}>
      {templates.isError && <Banner tone="bad">{problemText(t, templates.error)}</Banner>}
      {templates.isPending && <SkeletonRows count={7} rowPx={44} />}
      {items.length > 0 && <TemplateTable templates={items} onOpen={setOpened} />}
      {opened && (
        <TemplateSheet
          key={`${opened.event}/${opened.language}`}
          template={opened}
          onClose={() => setOpened(null)}
        />
      )}
    </PageFrame>
  );
}

function TemplateTable(props: {
  readonly templates: readonly Template[];
  readonly onOpen: (template: Template) => void;
}) {
  const t = useTranslation();
  const { templates, onOpen } = props;
  return (
    <Table
      caption={t('template.title')}
      rows={templates}
      rowKey={({ event }) => event}
      columns={[
        {
          id: 'event',
          title: t('template.event'),
          render: (template) => (
            <RowOpener onOpen={() => onOpen(template)}>
              <span className="flex min-w-0 flex-col items-start">
                <span className="font-medium">{eventName(t, template.event)}</span>
                <Isolate className="max-w-70 truncate text-small text-muted desk:max-w-90">
                  {(template.own ?? template.builtIn)?.subject}
                </Isolate>
              </span>
            </RowOpener>
          ),
        },
        {
          id: 'words',
          title: t('template.words'),
          render: ({ own }) =>
            own === null ? (
              t('template.words.builtIn')
            ) : (
              <Badge tone="accent">{t('template.words.own')}</Badge>
            ),
        },
        {
          id: 'sent',
          title: t('template.sent'),
          render: ({ isEnabled }) =>
            isEnabled ? t('common.yes') : <Badge tone="warm">{t('template.sent.off')}</Badge>,
        },
      ]}
    />
  );
}
