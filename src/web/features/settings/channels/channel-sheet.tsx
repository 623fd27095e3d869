import type { Channel } from '#contract/channel.ts';
import { ApiSheet } from './api-sheet.tsx';
import type { ChannelKind } from './channel-kinds.ts';
import { MailSheet } from './mail-sheet.tsx';
import { WebchatSheet } from './webchat-sheet.tsx';

export type ChannelSheetProps<Kind extends ChannelKind = ChannelKind> = {
  /** Null for a new one. */
  readonly channel: Extract<Channel, { readonly kind: Kind }> | null;
  readonly onClose: () => void;
  /** A mail channel was connected; its hook's secret is shown this once. */
  readonly onSecret: (secret: string) => void;
  /** It has an address now, which the sheet then shows. */
  readonly onCreated: (channelId: string) => void;
};

type Props = Omit<ChannelSheetProps, 'channel'> & {
  readonly kind: ChannelKind;
  readonly channel: Channel | null;
};

/** The editor for the kind of channel. */
export function ChannelSheet({ kind, channel, ...rest }: Props) {
  switch (kind) {
    case 'email':
      return <MailSheet {...rest} channel={channel?.kind === 'email' ? channel : null} />;
    case 'webchat':
      return <WebchatSheet {...rest} channel={channel?.kind === 'webchat' ? channel : null} />;
    case 'api':
      return <ApiSheet {...rest} channel={channel?.kind === 'api' ? channel : null} />;
    default:
      return kind satisfies never;
  }
}
