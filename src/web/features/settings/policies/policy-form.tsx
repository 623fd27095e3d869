import { useMemo, useState } from 'react';
import type { CalendarRow } from '#contract/calendar.ts';
import type { PolicyDetail, PolicyDocument } from '#contract/policy.ts';
import { useFormat } from '../../../lib/format.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { useServerNow } from '../../../lib/server-time.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { PageFrame, Section } from '../../security/page-frame.tsx';
import { ProblemList } from '../problem-list.tsx';
import { SaveBar } from '../save-bar.tsx';
import { VersionList } from '../version-list.tsx';
import { ConditionList } from './condition-list.tsx';
import { MarkList } from './mark-list.tsx';
import { PauseTable } from './pause-table.tsx';
import { PolicyBasics } from './policy-basics.tsx';
import { problemsOf, worded } from './policy-problems.ts';
import { PreviewDialog } from '../preview-dialog.tsx';
import { RefusedFields } from './refused-fields.tsx';
import { RuleFields } from './rule-fields.tsx';
import { TargetTable } from './target-table.tsx';
import { usePolicyForm } from './use-policy-form.ts';
import { WaiverList } from './waiver-list.tsx';

type Props = {
  readonly policy: PolicyDetail | null;
  /** What the editor begins with: the current version, or a new policy. */
  readonly begun: PolicyDocument;
  readonly calendars: readonly CalendarRow[];
};

/** The editor of one policy, with its faults said live and a preview on real tickets. */
export function PolicyForm({ policy, begun, calendars }: Props) {
  const t = useTranslation();
  const format = useFormat();
  const may = useMay();
  const form = usePolicyForm(policy, begun);
  const [isPreviewing, setPreviewing] = useState(false);
  const { document, change } = form;
  const nowMs = useServerNow(3_600_000);
  const calendarId = policy?.calendar?.id ?? null;
  const problems = useMemo(
    () => problemsOf(document, { calendars, calendarId, nowMs }),
    [document, calendars, calendarId, nowMs],
  );
  // A form that nobody has touched yet reproaches nobody with its empty name.
  const shown = form.isChanged
    ? problems
    : problems.filter(({ code }) => policy !== null || code !== 'name_missing');
  const errorCount = problems.filter(({ severity }) => severity === 'error').length;
  const mayWrite = may('policy.write');
  return (
    <PageFrame
      title={policy?.name ?? t('sla.policy.new')}
      hint={t(`sla.kind.${document.kind}.hint`)}
      action={policy && mayWrite && <ArchiveButton policy={policy} form={form} />}
    >
      {policy?.archivedAt && <Badge tone="paused">{t('settings.archived')}</Badge>}
      {form.error && <Banner tone="bad">{problemText(t, form.error)}</Banner>}
      <RefusedFields error={form.error} document={document} />
      <ProblemList problems={worded(t, format, { problems: shown, document })} />
      <PolicyBasics
        document={document}
        onChange={change}
        calendars={calendars}
        own={policy?.calendar ?? null}
      />
      <ConditionList
        kind={document.kind}
        conditions={document.conditions}
        onChange={(conditions) => change({ conditions })}
      />
      <TargetTable document={document} onChange={(targets) => change({ targets })} />
      <MarkList document={document} onChange={change} />
      <WaiverList
        waivers={document.breachWaivers}
        onChange={(breachWaivers) => change({ breachWaivers })}
      />
      <PauseTable document={document} onChange={(pauses) => change({ pauses })} />
      <RuleFields document={document} onChange={change} />
      {policy && (
        <Section title={t('settings.history')}>
          <VersionList
            versions={policy.versions}
            currentId={policy.current.id}
            onTake={mayWrite ? form.take : null}
          />
        </Section>
      )}
      {mayWrite && (
        <SaveBar
          isChanged={form.isChanged || policy === null}
          errorCount={errorCount}
          isSaving={form.saving.isPending}
          onSave={() => form.saving.mutate()}
          onReset={form.reset}
        >
          <Button isDisabled={errorCount > 0} onPress={() => setPreviewing(true)}>
            {t('sla.preview')}
          </Button>
        </SaveBar>
      )}
      {isPreviewing && (
        <PreviewDialog
          change={{ kind: 'policies', draft: { policyId: policy?.id ?? null, document } }}
          hint={t('sla.preview.hint')}
          onClose={() => setPreviewing(false)}
        />
      )}
    </PageFrame>
  );
}

function ArchiveButton(props: {
  readonly policy: PolicyDetail;
  readonly form: ReturnType<typeof usePolicyForm>;
}) {
  const t = useTranslation();
  const { policy, form } = props;
  const isArchived = policy.archivedAt !== null;
  return (
    <Button isPending={form.archiving.isPending} onPress={() => form.archiving.mutate(!isArchived)}>
      {t(isArchived ? 'settings.restore' : 'settings.archive')}
    </Button>
  );
}
