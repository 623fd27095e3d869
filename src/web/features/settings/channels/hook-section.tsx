import { useState } from 'react';
import { listChannels, renewHookSecret } from '#contract/channel.ts';
import { call } from '../../../lib/api.ts';
import { refresh } from '../../../lib/query.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { CopyLine } from '../shared/copy-line.tsx';
import type { MailChannel } from './use-mail-draft.ts';

type Props = {
  readonly channel: MailChannel;
  /** A new secret was made; it is shown this once. */
  readonly onSecret: (secret: string) => void;
};

/** Where a mail provider posts mail, and a new secret for it. */
export function HookSection({ channel, onSecret }: Props) {
  const t = useTranslation();
  const mayManage = useMay()('channel.manage');
  const [isAsked, setAsked] = useState(false);
  const rotate = async () => {
    const { secret } = await call(renewHookSecret, { params: { channelId: channel.id } });
    await refresh(listChannels.tag);
    onSecret(secret);
  };
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 className="font-semibold">{t('channel.hook')}</h3>
      <p className="text-pretty text-muted">{t('channel.hook.hint')}</p>
      <CopyLine text={channel.hookUrl} />
      {mayManage && (
        <div>
          <Button onPress={() => setAsked(true)}>{t('channel.hook.rotate')}</Button>
        </div>
      )}
      {isAsked && (
        <ConfirmDialog
          title={t('channel.hook.rotate.title')}
          hint={t('channel.hook.rotate.hint')}
          action={t('channel.hook.rotate')}
          isDanger={false}
          run={rotate}
          onClose={() => setAsked(false)}
        />
      )}
    </section>
  );
}
