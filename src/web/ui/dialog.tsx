import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { classNames } from '../lib/class-names.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import { IconButton } from './icon-button.tsx';

export type DialogProps = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons, the one that acts last. */
  readonly actions?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  /** For questions that must be answered before anything else: `alertdialog`. */
  readonly isQuestion?: boolean;
};

/** Something that must be settled before going on. On a phone it rises from below. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, children, actions, size = 'small', isQuestion = false } = props;
  const t = useTranslation();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!isQuestion}
      className="fixed inset-0 z-40 flex h-(--visual-viewport-height) animate-fade items-end justify-center bg-scrim desk:items-start desk:p-6 desk:pt-[12vh]"
    >
      <Modal className={classNames('w-full outline-none', widths[size])}>
        <AriaDialog
          role={isQuestion ? 'alertdialog' : 'dialog'}
          className="flex max-h-[calc(var(--visual-viewport-height)*0.8)] animate-appear flex-col rounded-t-sheet border border-line bg-raised shadow-floating outline-none desk:rounded-sheet"
        >
          <div className="flex items-center gap-2 ps-5 pe-3 pt-3">
            <Heading slot="title" className="min-w-0 grow text-title font-semibold">
              <bdi>{title}</bdi>
            </Heading>
            {!isQuestion && <IconButton label={t('common.close')} icon={<X />} onPress={onClose} />}
          </div>
          <div className="flex min-h-0 grow flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5">
            {children}
          </div>
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

const widths = { small: 'desk:max-w-110', medium: 'desk:max-w-160', large: 'desk:max-w-240' };
