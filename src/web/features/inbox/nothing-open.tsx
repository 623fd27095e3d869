import { MessagesSquare } from 'lucide-react';
import { keyboard } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Beside the list while no ticket is open. */
export function NothingOpen() {
  const t = useTranslation();
  const showKeys = () =>
    keyboard
      .list()
      .find((shortcut) => shortcut.id === 'shortcuts')
      ?.run();
  return (
    <EmptyState
      icon={<MessagesSquare />}
      title={t('inbox.nothingOpen')}
      hint={t('inbox.nothingOpen.hint')}
      action={
        <Button keys="?" onPress={showKeys}>
          {t('common.shortcuts')}
        </Button>
      }
    />
  );
}
