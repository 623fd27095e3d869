import { useMutation } from '@tanstack/react-query';
import { Download, Ellipsis, History, Plus, Trash2, Upload } from 'lucide-react';
import { useState } from 'react';
import { discardMatrixDraft, exportMatrix, type MatrixState } from '#contract/matrix.ts';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, type MenuAction } from '../../../ui/menu.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { saveText } from './save-text.ts';
import type { MatrixDraft } from './use-matrix-draft.ts';

type Props = {
  readonly state: MatrixState;
  readonly draft: MatrixDraft;
  readonly onAdd: () => void;
  readonly onPublish: () => void;
  readonly onStartOver: () => void;
};

/** What is looked at, draft or published, and what may be done with it. */
export function MatrixHeader({ state, draft, onAdd, onPublish, onStartOver }: Props) {
  const t = useTranslation();
  const may = useMay();
  const [dialog, setDialog] = useState<'history' | 'import' | null>(null);
  const menu = useMenu(state, draft, { onStartOver, onOpen: setDialog });
  return (
    <header className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <div className="min-w-0 grow basis-80">
        <h1 className="flex flex-wrap items-center gap-2 text-head font-semibold">
          {t('matrix.title')}
          <StateBadge state={state} draft={draft} />
        </h1>
        <p className="text-pretty text-muted">{t('matrix.hint')}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {may('matrix.write') && (
          <Button icon={<Plus />} onPress={onAdd}>
            {t('matrix.rule.add')}
          </Button>
        )}
        {may('matrix.publish') && (
          <Button
            variant="primary"
            isDisabled={draft.basedOn === null || !draft.isKept}
            onPress={onPublish}
          >
            {t('matrix.publish')}
          </Button>
        )}
        <Menu
          label={t('common.more')}
          trigger={<IconButton label={t('common.more')} icon={<Ellipsis />} />}
          groups={[{ actions: menu }]}
        />
      </div>
      {dialog === 'history' && (
        <HistoryDialog onClose={() => setDialog(null)} onPublished={onStartOver} />
      )}
      {dialog === 'import' && (
        <ImportDialog
          basedOn={draft.basedOn}
          onClose={() => setDialog(null)}
          onImported={onStartOver}
        />
      )}
    </header>
  );
}

function StateBadge({ state, draft }: Pick<Props, 'state' | 'draft'>) {
  const t = useTranslation();
  const format = useFormat();
  const { version, publishedAt } = state.published;
  if (draft.basedOn === null && draft.isKept) {
    const at = publishedAt === null ? '' : format.date(publishedAt);
    return <Badge tone="calm">{t('matrix.published', { version, at })}</Badge>;
  }
  return (
    <>
      <Badge tone="accent">{t('matrix.draft')}</Badge>
      <span role="status" className="text-small font-normal text-faint">
        {t(draft.isKept ? 'common.saved' : 'common.saving')}
      </span>
    </>
  );
}

function useMenu(
  state: MatrixState,
  draft: MatrixDraft,
  part: {
    readonly onStartOver: () => void;
    readonly onOpen: (dialog: 'history' | 'import') => void;
  },
): readonly MenuAction[] {
  const t = useTranslation();
  const may = useMay();
  const { published } = state;
  const exporting = useMutation({
    mutationFn: () => call(exportMatrix, { params: { versionId: published.id } }),
    onSuccess: ({ text }) => saveText(`matrix-${published.version}.json`, text),
  });
  const discarding = useMutation({
    mutationFn: () => call(discardMatrixDraft),
    onSuccess: part.onStartOver,
  });
  const always: MenuAction[] = [
    {
      id: 'history',
      label: t('settings.history'),
      icon: <History />,
      run: () => part.onOpen('history'),
    },
    {
      id: 'export',
      label: t('matrix.export'),
      icon: <Download />,
      run: () => exporting.mutate(),
    },
  ];
  if (!may('matrix.write')) return always;
  return [
    ...always,
    { id: 'import', label: t('matrix.import'), icon: <Upload />, run: () => part.onOpen('import') },
    {
      id: 'discard',
      label: t('matrix.discard'),
      icon: <Trash2 />,
      isDanger: true,
      isDisabled: draft.basedOn === null,
      run: () => discarding.mutate(),
    },
  ];
}
