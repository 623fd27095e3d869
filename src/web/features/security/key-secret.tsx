import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** The key itself, which is kept nowhere: it must be copied before this is closed. */
export function KeySecret(props: { readonly secret: string; readonly onClose: () => void }) {
  const t = useTranslation();
  const { secret, onClose } = props;
  return (
    <Dialog
      title={t('security.keys.made')}
      size="medium"
      isOpen
      isQuestion
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          {t('security.keys.copied')}
        </Button>
      }
    >
      <Banner tone="warning">{t('security.keys.once')}</Banner>
      <div className="flex items-center gap-2 rounded-control bg-sunken ps-3 pe-1">
        <code dir="ltr" className="min-w-0 grow py-2 font-mono text-read break-all">
          {secret}
        </code>
        <CopyButton text={secret} />
      </div>
    </Dialog>
  );
}
