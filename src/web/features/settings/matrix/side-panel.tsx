import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { MatrixReport } from '#contract/matrix.ts';
import type { MatrixContent } from '#contract/matrix-content.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { CoverageMap } from './coverage-map.tsx';
import { ProofPanel } from './proof-panel.tsx';
import { TrialPanel } from './trial-panel.tsx';

type Props = {
  readonly content: MatrixContent;
  readonly report: UseQueryResult<MatrixReport>;
};

/** Live beside the table: the proof, the coverage of the week, and a ticket to try. */
export function SidePanel({ content, report }: Props) {
  const t = useTranslation();
  const [tab, setTab] = useState<'proof' | 'coverage' | 'try'>('coverage');
  const { data, error } = report;
  const count = data === undefined ? 0 : data.problems.length + data.findings.length;
  return (
    <aside className="w-full shrink-0 rounded-card border border-line bg-raised wide:w-100">
      <Tabs
        label={t('matrix.proof')}
        selected={tab}
        onSelect={setTab}
        tabs={[
          {
            id: 'coverage',
            label: t('matrix.coverage'),
            content: (
              <Panel>
                <Waiting data={data} error={error} />
                {data && <CoverageMap coverage={data.coverage} content={content} />}
              </Panel>
            ),
          },
          {
            id: 'proof',
            label: t('matrix.proof'),
            count,
            content: (
              <Panel>
                <Waiting data={data} error={error} />
                {data && <ProofPanel report={data} content={content} />}
              </Panel>
            ),
          },
          {
            id: 'try',
            label: t('matrix.try'),
            content: (
              <Panel>
                <TrialPanel content={content} />
              </Panel>
            ),
          },
        ]}
      />
    </aside>
  );
}

function Panel({ children }: { readonly children: React.ReactNode }) {
  return <div className="flex flex-col gap-3 p-4">{children}</div>;
}

function Waiting({ data, error }: { readonly data: unknown; readonly error: Error | null }) {
  const t = useTranslation();
  if (error) return <Banner tone="bad">{problemText(t, error)}</Banner>;
  return data === undefined ? <SkeletonRows count={4} rowPx={36} /> : null;
}
