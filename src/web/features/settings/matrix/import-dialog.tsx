import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { importMatrixDraft } from '#contract/matrix.ts';
import { ApiProblem } from '../../../lib/api-problem.ts';
import { call } from '../../../lib/api.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

type Props = {
  /** The draft that the file replaces; null when there is none. */
  readonly basedOn: string | null;
  readonly onClose: () => void;
  readonly onImported: () => void;
};

/** Takes the draft from a file. Nothing is published by it. */
export function ImportDialog({ basedOn, onClose, onImported }: Props) {
  const t = useTranslation();
  const fieldId = useId();
  const [file, setFile] = useState<File | null>(null);
  const importing = useMutation({
    mutationFn: async (chosen: File) =>
      call(importMatrixDraft, { body: { text: await chosen.text(), basedOn } }),
    onSuccess: onImported,
  });
  const { error } = importing;
  const place = error instanceof ApiProblem ? String(error.facts['at'] ?? '') : '';
  return (
    <Dialog
      title={t('matrix.import')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={file === null}
            isPending={importing.isPending}
            onPress={() => file !== null && importing.mutate(file)}
          >
            {t('common.import')}
          </Button>
        </>
      }
    >
      {error && (
        <Banner tone="bad">
          {problemText(t, error)} {place !== '' && t('matrix.import.at', { place })}
        </Banner>
      )}
      <p className="text-pretty text-muted">{t('matrix.import.hint')}</p>
      <label htmlFor={fieldId} className="text-small font-medium text-muted">
        {t('matrix.import.file')}
      </label>
      <input
        id={fieldId}
        type="file"
        accept=".json,application/json"
        className="text-body file:me-3 file:h-8 file:rounded-control file:border file:border-line-strong file:bg-raised file:px-3"
        onChange={(event) => setFile(event.target.files?.[0] ?? null)}
      />
    </Dialog>
  );
}
