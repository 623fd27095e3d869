import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CopyLine } from './copy-line.tsx';

type Props = {
  readonly title: string;
  readonly hint: string;
  readonly secret: string;
  readonly onClose: () => void;
};

/** Something that is shown once: it must be copied before this is closed. */
export function SecretDialog({ title, hint, secret, onClose }: Props) {
  const t = useTranslation();
  return (
    <Dialog
      title={title}
      size="medium"
      isOpen
      isQuestion
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          {t('common.done')}
        </Button>
      }
    >
      <Banner tone="warning">{hint}</Banner>
      <CopyLine text={secret} />
    </Dialog>
  );
}
