import { useMemo, useState } from 'react';
import type { CalendarDetail } from '#contract/calendar.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { useServerNow } from '../../../lib/server-time.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { PageFrame, Section } from '../../security/page-frame.tsx';
import { PreviewDialog } from '../preview-dialog.tsx';
import { SaveBar } from '../save-bar.tsx';
import { VersionList } from '../version-list.tsx';
import { CalendarEditor } from './calendar-editor.tsx';
import { problemsOf, refusedOf, worded } from './calendar-problems.ts';
import { CalendarUsers } from './calendar-users.tsx';
import type { PlacedProblem } from './problem-context.tsx';
import { useCalendarForm } from './use-calendar-form.ts';
import { useWeekdayNames } from './weekday-names.ts';

/** The editor of one calendar, what counts by it, and its history. */
export function CalendarForm({ calendar }: { readonly calendar: CalendarDetail | null }) {
  const t = useTranslation();
  const may = useMay();
  const form = useCalendarForm(calendar);
  const mayWrite = may('policy.write');
  const [isPreviewing, setPreviewing] = useState(false);
  const { document, isChanged } = form;
  const problems = useCalendarProblems(form);
  const errorCount = problems.filter(({ severity }) => severity === 'error').length;
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
      <CalendarEditor
        document={document}
        calendarId={calendar?.id ?? null}
        // Nobody has done anything wrong in a form that was just opened.
        problems={isChanged ? problems : problems.filter(({ path }) => path !== 'name')}
        onChange={form.change}
      />
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
          isChanged={isChanged || calendar === null}
          errorCount={errorCount}
          isSaving={form.saving.isPending}
          onSave={() => form.saving.mutate()}
          onReset={form.reset}
        >
          {calendar && (
            <Button isDisabled={errorCount > 0} onPress={() => setPreviewing(true)}>
              {t('sla.preview')}
            </Button>
          )}
        </SaveBar>
      )}
      {calendar && isPreviewing && (
        <PreviewDialog
          change={{ kind: 'calendar', calendarId: calendar.id, draft: document }}
          hint={t('sla.calendar.previewClocks.hint')}
          onClose={() => setPreviewing(false)}
        />
      )}
    </PageFrame>
  );
}

/** What is wrong by the page's own reading, and what the server refused on top of that. */
function useCalendarProblems(form: ReturnType<typeof useCalendarForm>): readonly PlacedProblem[] {
  const t = useTranslation();
  const weekdays = useWeekdayNames('long');
  const nowMs = useServerNow(3_600_000);
  const { document, saving } = form;
  return useMemo(() => {
    const own = worded(t, problemsOf(document, nowMs), { document, weekdays });
    const refused = refusedOf(t, saving.error, { document, weekdays });
    const known = new Set(own.map(({ key }) => key));
    return [...own, ...refused.filter(({ key }) => !known.has(key))];
  }, [t, weekdays, document, nowMs, saving.error]);
}
