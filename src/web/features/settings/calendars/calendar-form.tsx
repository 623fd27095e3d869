import type { CalendarDetail } from '#contract/calendar.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { useServerNow } from '../../../lib/server-time.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { PageFrame, Section } from '../../security/page-frame.tsx';
import { SaveBar } from '../save-bar.tsx';
import { VersionList } from '../version-list.tsx';
import { CalendarEditor } from './calendar-editor.tsx';
import { problemsOf } from './calendar-problems.ts';
import { CalendarUsers } from './calendar-users.tsx';
import { useCalendarForm } from './use-calendar-form.ts';

/** The editor of one calendar, what counts by it, and its history. */
export function CalendarForm({ calendar }: { readonly calendar: CalendarDetail | null }) {
  const t = useTranslation();
  const may = useMay();
  const form = useCalendarForm(calendar);
  const mayWrite = may('policy.write');
  const nowMs = useServerNow(3_600_000);
  const errors = problemsOf(form.document, nowMs).filter(({ severity }) => severity === 'error');
  const errorCount = errors.length + (form.document.name.trim() === '' ? 1 : 0);
  return (
    <PageFrame
      title={calendar?.name ?? t('sla.calendar.new')}
      hint={t('sla.calendar.versionHint')}
      action={
        calendar &&
        mayWrite && (
          <Button
            isPending={form.archiving.isPending}
            onPress={() => form.archiving.mutate(calendar.archivedAt === null)}
          >
            {t(calendar.archivedAt === null ? 'settings.archive' : 'settings.restore')}
          </Button>
        )
      }
    >
      {calendar?.archivedAt && <Badge tone="paused">{t('settings.archived')}</Badge>}
      {form.error && <Banner tone="bad">{problemText(t, form.error)}</Banner>}
      {calendar && <CalendarUsers calendar={calendar} />}
      <CalendarEditor document={form.document} onChange={form.change} />
      {calendar && (
        <Section title={t('settings.history')}>
          <VersionList
            versions={calendar.versions}
            currentId={calendar.current.id}
            onTake={mayWrite ? form.take : null}
          />
        </Section>
      )}
      {mayWrite && (
        <SaveBar
          isChanged={form.isChanged || calendar === null}
          errorCount={errorCount}
          isSaving={form.saving.isPending}
          onSave={() => form.saving.mutate()}
          onReset={form.reset}
        />
      )}
    </PageFrame>
  );
}
