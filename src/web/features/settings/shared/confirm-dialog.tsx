import { useMutation } from '@tanstack/react-query';
import { problemText } from '../../../lib/problem-text.ts';
import { type Translate, useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

type Props = {
  readonly title: string;
  readonly hint: string;
  readonly action: string;
  readonly isDanger?: boolean;
  readonly run: () => Promise<void>;
  readonly onClose: () => void;
  /** Says a refusal in words of its own; the common ones unless given. */
  readonly sayProblem?: (t: Translate, error: unknown) => string;
};

/** Asks before something that cannot be taken back, or that others will notice at once. */
export function ConfirmDialog(props: Props) {
  const { title, hint, action, isDanger = true, run, onClose, sayProblem = problemText } = props;
  const t = useTranslation();
  const running = useMutation({ mutationFn: run, onSuccess: onClose });
  return (
    <Dialog
      title={title}
      isOpen
      isQuestion
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant={isDanger ? 'danger' : 'primary'}
            isPending={running.isPending}
            onPress={() => running.mutate()}
          >
            {action}
          </Button>
        </>
      }
    >
      <p className="text-pretty">{hint}</p>
      {running.isError && <Banner tone="bad">{sayProblem(t, running.error)}</Banner>}
    </Dialog>
  );
}
