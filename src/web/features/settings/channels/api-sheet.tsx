import { useState } from 'react';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { CopyLine } from '../shared/copy-line.tsx';
import { ChannelFrame } from './channel-frame.tsx';
import type { ChannelSheetProps } from './channel-sheet.tsx';
import { commonBlank, CommonFields } from './common-fields.tsx';
import { useChannelSaving } from './use-channel-saving.ts';

/** A way in for programs: they name this channel when they open a ticket. */
export function ApiSheet({ channel, onClose, onSecret, onCreated }: ChannelSheetProps<'api'>) {
  const t = useTranslation();
  const [draft, setDraft] = useState(() => {
    if (channel === null) return commonBlank;
    const { name, teamId, language, isEnabled } = channel;
    return { name, teamId, language, isEnabled };
  });
  const onSaved = (id: string) => (channel === null ? onCreated(id) : onClose());
  const saving = useChannelSaving(channel, { onSaved, onSecret });
  return (
    <ChannelFrame
      title={channel?.name ?? t('channel.kind.api')}
      saving={saving}
      onSubmit={() => saving.mutate({ kind: 'api', ...draft, settings: {} })}
      onClose={onClose}
      more={
        channel && (
          <section className="flex flex-col gap-2 border-t border-line pt-4">
            <h3 className="font-semibold">{t('channel.api.id')}</h3>
            <CopyLine text={channel.id} />
            <p className="text-muted">{t('channel.api.how')}</p>
            <CopyLine text={`POST ${location.origin}/api/v1/tickets`} />
            <p>
              <TextLink href={`${location.origin}/api/v1/docs`}>{t('channel.api.docs')}</TextLink>
            </p>
          </section>
        )
      }
    >
      <CommonFields
        draft={draft}
        put={(part) => setDraft({ ...draft, ...part })}
        nameHint={t('channel.name.hint')}
      />
    </ChannelFrame>
  );
}
