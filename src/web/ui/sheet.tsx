import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { classNames } from '../lib/class-names.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import { IconButton } from './icon-button.tsx';

export type SheetProps = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Stays in sight below what scrolls; the button that acts last. */
  readonly actions?: ReactNode;
  readonly size?: 'medium' | 'large';
};

/** Work beside the page, such as escalating: at the end of the window, on a phone from below. */
export function Sheet(props: SheetProps) {
  const { title, isOpen, onClose, children, actions, size = 'medium' } = props;
  const t = useTranslation();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className="fixed inset-0 z-40 flex h-(--visual-viewport-height) animate-fade items-end bg-scrim desk:items-stretch desk:justify-end"
    >
      <Modal className={classNames('w-full outline-none', widths[size])}>
        <AriaDialog className="flex max-h-[calc(var(--visual-viewport-height)*0.92)] animate-appear-from-below flex-col rounded-t-sheet border-line bg-raised shadow-floating outline-none desk:h-full desk:max-h-full desk:animate-appear-from-end desk:rounded-none desk:border-s">
          <div className="flex items-center gap-2 border-b border-line ps-5 pe-3 py-2">
            <Heading slot="title" className="min-w-0 grow truncate text-title font-semibold">
              <bdi>{title}</bdi>
            </Heading>
            <IconButton label={t('common.close')} icon={<X />} keys="Escape" onPress={onClose} />
          </div>
          <div className="flex min-h-0 grow flex-col gap-4 overflow-y-auto p-5">{children}</div>
          {actions && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {actions}
            </div>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

const widths = { medium: 'desk:w-120', large: 'desk:w-180' };
