import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type MatrixReport, type MatrixState, publishMatrix } from '#contract/matrix.ts';
import type { MatrixContent } from '#contract/matrix-content.ts';
import { changesBetween } from '#domain/matrix/changes.ts';
import { call } from '../../../lib/api.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { ChangeList } from './change-list.tsx';
import { ProofPanel } from './proof-panel.tsx';

type Props = {
  readonly published: MatrixState['published'];
  readonly content: MatrixContent;
  readonly basedOn: string;
  readonly report: MatrixReport;
  readonly onClose: () => void;
  readonly onPublished: () => void;
};

/** Before publishing: what changed, what the proof says, and a note for everybody. */
export function PublishDialog(props: Props) {
  const { published, content, basedOn, report, onClose, onPublished } = props;
  const t = useTranslation();
  const [note, setNote] = useState('');
  const [accepts, setAccepts] = useState(false);
  const publishing = useMutation({
    mutationFn: () =>
      call(publishMatrix, {
        body: { source: { kind: 'draft', basedOn }, note, acceptsDeadEnds: accepts },
      }),
    onSuccess: onPublished,
  });
  const deadEnds = report.findings.filter(
    ({ kind }) => kind === 'dead_step' || kind === 'dead_path',
  );
  const isBlocked = report.problems.length > 0 || (deadEnds.length > 0 && !accepts);
  return (
    <Dialog
      title={t('matrix.publish')}
      size="medium"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={isBlocked}
            isPending={publishing.isPending}
            onPress={() => publishing.mutate()}
          >
            {t('matrix.publish')}
          </Button>
        </>
      }
    >
      {publishing.isError && <Banner tone="bad">{problemText(t, publishing.error)}</Banner>}
      <p className="text-pretty text-muted">{t('matrix.publish.hint')}</p>
      <ChangeList changes={changesBetween(published.content, content)} />
      <ProofPanel report={report} content={content} />
      {deadEnds.length > 0 && (
        <Checkbox
          label={t('matrix.publish.accept')}
          description={t('matrix.publish.acceptHint')}
          isSelected={accepts}
          onChange={setAccepts}
        />
      )}
      <TextArea
        label={t('matrix.publish.note')}
        description={t('matrix.publish.noteHint')}
        isOptional
        maxLength={2000}
        value={note}
        onChange={setNote}
      />
    </Dialog>
  );
}
