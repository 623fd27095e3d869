import { Code, Mail, MessageCircle } from 'lucide-react';
import type { Channel } from '#contract/channel.ts';

export type ChannelKind = Channel['kind'];
export const channelKinds = ['email', 'webchat', 'api'] as const satisfies readonly ChannelKind[];
export const channelIcons = { email: Mail, webchat: MessageCircle, api: Code } as const;
