import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  exportMatrix,
  listMatrixVersions,
  type MatrixVersionRow,
  publishMatrix,
} from '#contract/matrix.ts';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf } from '../../../lib/query.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { saveText } from './save-text.ts';

type Props = { readonly onClose: () => void; readonly onPublished: () => void };

/** Every version there was, each to be taken out as a file or published again. */
export function HistoryDialog({ onClose, onPublished }: Props) {
  const t = useTranslation();
  const versions = useQuery(queryOf(listMatrixVersions));
  const [asked, setAsked] = useState<MatrixVersionRow | null>(null);
  const rolling = useMutation({
    mutationFn: (version: MatrixVersionRow) =>
      call(publishMatrix, {
        body: {
          source: { kind: 'version', versionId: version.id },
          note: t('matrix.rollback.note', { version: version.version }),
          // It was in force before: what it lacked was known or accepted then.
          acceptsDeadEnds: true,
        },
      }),
    onSuccess: onPublished,
  });
  if (asked !== null) {
    return (
      <Dialog
        title={t('matrix.rollback.title', { version: asked.version })}
        isOpen
        isQuestion
        onClose={() => setAsked(null)}
        actions={
          <>
            <Button onPress={() => setAsked(null)}>{t('common.cancel')}</Button>
            <Button
              variant="danger"
              isPending={rolling.isPending}
              onPress={() => rolling.mutate(asked)}
            >
              {t('matrix.rollback')}
            </Button>
          </>
        }
      >
        {rolling.isError && <Banner tone="bad">{problemText(t, rolling.error)}</Banner>}
        <p className="text-pretty">{t('matrix.rollback.hint')}</p>
      </Dialog>
    );
  }
  return (
    <Dialog title={t('settings.history')} size="medium" isOpen onClose={onClose}>
      {versions.isPending && <SkeletonRows count={3} rowPx={36} />}
      {versions.isError && <Banner tone="bad">{problemText(t, versions.error)}</Banner>}
      <ul className="divide-y divide-line">
        {versions.data?.items.map((version) => (
          <VersionLine key={version.id} version={version} onRollBack={() => setAsked(version)} />
        ))}
      </ul>
    </Dialog>
  );
}

function VersionLine(props: {
  readonly version: MatrixVersionRow;
  readonly onRollBack: () => void;
}) {
  const { version, onRollBack } = props;
  const t = useTranslation();
  const format = useFormat();
  const may = useMay();
  const exporting = useMutation({
    mutationFn: () => call(exportMatrix, { params: { versionId: version.id } }),
    onSuccess: ({ text }) => saveText(`matrix-${version.version}.json`, text),
  });
  const isCurrent = version.state === 'published';
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <div className="min-w-0 grow basis-60">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{t('settings.version', { version: version.version })}</span>
          {isCurrent && <Badge tone="accent">{t('settings.current')}</Badge>}
        </p>
        <p className="text-small text-muted">
          {version.publishedAt && format.dateTime(version.publishedAt)}
          {version.publishedBy && (
            <>
              {' · '}
              <bdi>{version.publishedBy.name}</bdi>
            </>
          )}
        </p>
        {version.note !== '' && (
          <p dir="auto" className="text-pretty">
            {version.note}
          </p>
        )}
      </div>
      <Button size="small" isPending={exporting.isPending} onPress={() => exporting.mutate()}>
        {t('common.export')}
      </Button>
      {!isCurrent && may('matrix.publish') && (
        <Button size="small" onPress={onRollBack}>
          {t('matrix.rollback')}
        </Button>
      )}
    </li>
  );
}
