import type { ReactNode } from 'react';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';

type Props = {
  readonly isChanged: boolean;
  readonly errorCount: number;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onReset: () => void;
  /** Further acts, before the two. */
  readonly children?: ReactNode;
};

/** Stays at the foot of an editor: what is still wrong, and the way to keep what was changed. */
export function SaveBar({ isChanged, errorCount, isSaving, onSave, onReset, children }: Props) {
  const t = useTranslation();
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-surface px-4 py-3 desk:-mx-8 desk:px-8">
      <p role="status" className="grow text-muted">
        {errorCount > 0
          ? t('settings.errors', { count: errorCount })
          : isChanged && t('settings.unsaved')}
      </p>
      {children}
      <Button onPress={onReset} isDisabled={!isChanged || isSaving}>
        {t('settings.reset')}
      </Button>
      <Button
        variant="primary"
        onPress={onSave}
        isDisabled={!isChanged || errorCount > 0}
        isPending={isSaving}
      >
        {t('common.save')}
      </Button>
    </div>
  );
}
