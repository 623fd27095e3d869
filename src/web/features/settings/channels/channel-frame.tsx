import type { UseMutationResult } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId } from 'react';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { type ChannelDraft, channelProblemText } from './use-channel-saving.ts';

type Props = {
  readonly title: string;
  readonly saving: UseMutationResult<unknown, Error, ChannelDraft>;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Stands below the fields, outside the form. */
  readonly more?: ReactNode;
};

/** What the editors of all kinds of channels share: a form in a sheet that is saved. */
export function ChannelFrame({ title, saving, onSubmit, onClose, children, more }: Props) {
  const t = useTranslation();
  const formId = useId();
  const mayManage = useMay()('channel.manage');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Sheet
      title={title}
      isOpen
      onClose={onClose}
      {...(mayManage && {
        actions: (
          <>
            <Button onPress={onClose}>{t('common.close')}</Button>
            <Button type="submit" form={formId} variant="primary" isPending={saving.isPending}>
              {t('common.save')}
            </Button>
          </>
        ),
      })}
    >
      {saving.isError && <Banner tone="bad">{channelProblemText(t, saving.error)}</Banner>}
      <form id={formId} onSubmit={submit}>
        <fieldset disabled={!mayManage} className="grid min-w-0 gap-4 desk:grid-cols-2">
          {children}
        </fieldset>
      </form>
      {more}
    </Sheet>
  );
}
