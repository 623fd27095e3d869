import { useState } from 'react';
import type { Channel } from '#contract/channel.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { TagInput } from '../../../ui/tag-input.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { ChannelFrame } from './channel-frame.tsx';
import type { ChannelSheetProps } from './channel-sheet.tsx';
import { ColorField } from './color-field.tsx';
import { commonBlank, CommonFields } from './common-fields.tsx';
import { EmbedSection } from './embed-section.tsx';
import { useChannelSaving } from './use-channel-saving.ts';

type Webchat = Extract<Channel, { readonly kind: 'webchat' }>;

const blank = { greeting: '', color: '#2f5bd8', origins: [], asksForEmail: true };

/** A chat: what visitors see, where it may stand, and what to put on the site. */
export function WebchatSheet(props: ChannelSheetProps<'webchat'>) {
  const { channel, onClose, onSecret, onCreated } = props;
  const t = useTranslation();
  const [draft, setDraft] = useState(() => commonOf(channel));
  const [settings, setSettings] = useState<Webchat['settings']>(channel?.settings ?? blank);
  const put = (part: Partial<Webchat['settings']>) => setSettings({ ...settings, ...part });
  const isWrong = settings.origins.some((origin) => !URL.canParse(origin));
  // A new one stays open: it has its key now, and the lines for the site stand below.
  const onSaved = (id: string) => (channel === null ? onCreated(id) : onClose());
  const saving = useChannelSaving(channel, { onSaved, onSecret });
  return (
    <ChannelFrame
      title={channel?.name ?? t('channel.kind.webchat')}
      saving={saving}
      onSubmit={() => !isWrong && saving.mutate({ kind: 'webchat', ...draft, settings })}
      onClose={onClose}
      more={<EmbedSection channelKey={channel?.address ?? null} />}
    >
      <CommonFields
        draft={draft}
        put={(part) => setDraft({ ...draft, ...part })}
        nameHint={t('channel.name.webchat')}
      />
      <TextArea
        label={t('channel.greeting')}
        description={t('channel.greeting.hint')}
        className="desk:col-span-2"
        isOptional
        maxLength={500}
        value={settings.greeting}
        onChange={(greeting) => put({ greeting })}
      />
      <ColorField
        label={t('channel.color')}
        value={settings.color}
        onChange={(color) => put({ color })}
      />
      <Checkbox
        className="self-center"
        label={t('channel.asksForEmail')}
        description={t('channel.asksForEmail.hint')}
        isSelected={settings.asksForEmail}
        onChange={(asksForEmail) => put({ asksForEmail })}
      />
      <TagInput
        label={t('channel.origins')}
        description={t('channel.origins.hint')}
        error={isWrong ? t('channel.origins.bad') : null}
        className="desk:col-span-2"
        isOptional
        placeholder="https://shop.example"
        tags={settings.origins}
        onChange={(origins) => put({ origins: [...origins] })}
      />
    </ChannelFrame>
  );
}

function commonOf(channel: Webchat | null) {
  if (channel === null) return commonBlank;
  const { name, teamId, language, isEnabled } = channel;
  return { name, teamId, language, isEnabled };
}
