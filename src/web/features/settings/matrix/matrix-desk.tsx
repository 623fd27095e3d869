import { useState } from 'react';
import type { MatrixState } from '#contract/matrix.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { NumberField } from '../number-field.tsx';
import { MatrixHeader } from './matrix-header.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { RuleSheet } from './rule-sheet.tsx';
import { RuleTable } from './rule-table.tsx';
import { SidePanel } from './side-panel.tsx';
import { type MatrixDraft, useMatrixDraft } from './use-matrix-draft.ts';
import { useReport } from './use-report.ts';

type Props = { readonly state: MatrixState; readonly onStartOver: () => void };

/** The table with its live proof beside it, and the ways to publish, look back and carry over. */
export function MatrixDesk({ state, onStartOver }: Props) {
  const t = useTranslation();
  const may = useMay();
  const draft = useMatrixDraft(state);
  const report = useReport(draft.content);
  const [opened, setOpened] = useState<{ ruleId: string | null } | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  const mayWrite = may('matrix.write');
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-400 flex-col gap-4 px-4 py-6 desk:px-6">
        <MatrixHeader
          state={state}
          draft={draft}
          onAdd={() => setOpened({ ruleId: draft.addRule(t('matrix.rule.new')) })}
          onPublish={() => setPublishing(true)}
          onStartOver={onStartOver}
        />
        {draft.error && (
          <Banner
            tone="bad"
            actions={
              <>
                <Button size="small" onPress={draft.retry}>
                  {t('common.retry')}
                </Button>
                <Button size="small" onPress={onStartOver}>
                  {t('common.reload')}
                </Button>
              </>
            }
          >
            {problemText(t, draft.error)}
          </Banner>
        )}
        <div className="flex flex-col gap-4 wide:flex-row wide:items-start">
          <div className="flex min-w-0 grow flex-col gap-4">
            <RuleTable
              content={draft.content}
              report={report.data ?? null}
              onMove={mayWrite ? draft.moveRule : null}
              onOpen={(ruleId) => mayWrite && setOpened({ ruleId })}
            />
            <Limits draft={draft} isReadOnly={!mayWrite} />
          </div>
          <SidePanel content={draft.content} report={report} />
        </div>
      </div>
      {opened !== null && (
        <RuleSheet draft={draft} ruleId={opened.ruleId} onClose={() => setOpened(null)} />
      )}
      {isPublishing && draft.basedOn !== null && report.data && (
        <PublishDialog
          published={state.published}
          content={draft.content}
          basedOn={draft.basedOn}
          report={report.data}
          onClose={() => setPublishing(false)}
          onPublished={onStartOver}
        />
      )}
    </div>
  );
}

function Limits({
  draft,
  isReadOnly,
}: {
  readonly draft: MatrixDraft;
  readonly isReadOnly: boolean;
}) {
  const t = useTranslation();
  const { transferLimit, closeWithinDays } = draft.content;
  if (isReadOnly) {
    return (
      <p className="text-muted">
        {t('matrix.limits.text', { transfers: transferLimit, days: closeWithinDays })}
      </p>
    );
  }
  return (
    <div className="flex flex-wrap gap-4">
      <NumberField
        label={t('matrix.limits.transfers')}
        description={t('matrix.limits.transfersHint')}
        className="w-72"
        value={transferLimit}
        onChange={(value) => draft.change({ transferLimit: Math.round(value ?? 0) })}
      />
      <NumberField
        label={t('matrix.limits.days')}
        description={t('matrix.limits.daysHint')}
        className="w-72"
        value={closeWithinDays}
        onChange={(value) => draft.change({ closeWithinDays: Math.round(value ?? 0) })}
      />
    </div>
  );
}
