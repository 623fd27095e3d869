import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  createWebhookEndpoint,
  listWebhookEndpoints,
  updateWebhookEndpoint,
  type WebhookEndpoint,
  type WebhookEventType,
} from '#contract/webhook.ts';
import { call } from '../../../lib/api.ts';
import { refresh } from '../../../lib/query.ts';

type Draft = {
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly WebhookEventType[];
  readonly isEnabled: boolean;
};

const blank: Draft = {
  url: '',
  description: '',
  eventTypes: ['escalation.started', 'hop.offered', 'escalation.closed', 'clock.breached'],
  isEnabled: true,
};

/** What the fields of an endpoint hold; a new one answers its secret. */
export function useEndpointForm(
  endpoint: WebhookEndpoint | null,
  on: { readonly onSaved: () => void; readonly onSecret: (secret: string) => void },
) {
  const [draft, setDraft] = useState<Draft>(endpoint ?? blank);
  const saving = useMutation({
    mutationFn: async () => {
      const { url, description, isEnabled } = draft;
      const body = { url, description, isEnabled, eventTypes: [...draft.eventTypes] };
      if (endpoint === null) return (await call(createWebhookEndpoint, { body })).secret;
      const params = { endpointId: endpoint.id };
      await call(updateWebhookEndpoint, { params, body, version: endpoint.version });
      return null;
    },
    onSuccess: async (secret) => {
      if (secret === null) on.onSaved();
      else on.onSecret(secret);
      await refresh(listWebhookEndpoints.tag);
    },
  });
  return { draft, put: (part: Partial<Draft>) => setDraft({ ...draft, ...part }), saving };
}
