import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  type Channel,
  type channelBody,
  createChannel,
  listChannels,
  updateChannel,
} from '#contract/channel.ts';
import { call } from '../../../lib/api.ts';
import { ApiProblem } from '../../../lib/api-problem.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { refresh } from '../../../lib/query.ts';
import { type Translate, useTranslation } from '../../../lib/use-translation.tsx';
import { toast } from '../../../ui/toast.tsx';

export type ChannelDraft = z.input<typeof channelBody>;

/** Keeps a channel: connects a new one, changes one that is. */
export function useChannelSaving(
  channel: Channel | null,
  on: {
    readonly onSaved: (channelId: string) => void;
    readonly onSecret: (secret: string) => void;
  },
) {
  const t = useTranslation();
  return useMutation({
    mutationFn: async (body: ChannelDraft) => {
      if (channel === null) return call(createChannel, { body });
      const params = { channelId: channel.id };
      return { channel: await call(updateChannel, { params, body }), hookSecret: null };
    },
    onSuccess: async (saved) => {
      toast({ text: t('common.saved'), tone: 'good' });
      await refresh(listChannels.tag);
      on.onSaved(saved.channel.id);
      if (saved.hookSecret !== null) on.onSecret(saved.hookSecret);
    },
  });
}

export function channelProblemText(t: Translate, error: unknown): string {
  const isTaken = error instanceof ApiProblem && error.code === 'conflict';
  return isTaken ? t('channel.address.taken') : problemText(t, error);
}
