import { type FormEvent, useId } from 'react';
import { type WebhookEndpoint, webhookEventTypes } from '#contract/webhook.ts';
import { ApiProblem } from '../../../lib/api-problem.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { type Translate, useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { toast } from '../../../ui/toast.tsx';
import { ChoiceList } from '../shared/choice-list.tsx';
import { EndpointActs } from './endpoint-acts.tsx';
import { useEndpointForm } from './use-endpoint-form.ts';

type Props = {
  readonly endpoint: WebhookEndpoint | null;
  readonly onClose: () => void;
  readonly onSecret: (secret: string) => void;
};

/** One address that is called, or a new one. */
export function EndpointSheet({ endpoint, onClose, onSecret }: Props) {
  const t = useTranslation();
  const formId = useId();
  const { draft, put, saving } = useEndpointForm(endpoint, {
    onSecret,
    onSaved: () => {
      toast({ text: t('common.saved'), tone: 'good' });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Sheet
      title={t(endpoint === null ? 'webhook.add' : 'webhook.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isDisabled={draft.eventTypes.length === 0}
            isPending={saving.isPending}
          >
            {t(endpoint === null ? 'common.create' : 'common.save')}
          </Button>
        </>
      }
    >
      {saving.isError && <Banner tone="bad">{endpointProblemText(t, saving.error)}</Banner>}
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('webhook.url')}
          description={t('webhook.url.hint')}
          type="url"
          isRequired
          maxLength={2000}
          placeholder="https://"
          value={draft.url}
          onChange={(url) => put({ url })}
        />
        <TextField
          label={t('webhook.description')}
          isOptional
          maxLength={200}
          value={draft.description}
          onChange={(description) => put({ description })}
        />
        <ChoiceList
          label={t('webhook.events')}
          choices={webhookEventTypes.map((id) => ({ id, label: t(`webhook.event.${id}`) }))}
          chosen={draft.eventTypes}
          onChange={(eventTypes) => put({ eventTypes })}
        />
        <Checkbox
          label={t('webhook.enabled')}
          isSelected={draft.isEnabled}
          onChange={(isEnabled) => put({ isEnabled })}
        />
      </form>
      {endpoint !== null && (
        <EndpointActs endpoint={endpoint} onSecret={onSecret} onGone={onClose} />
      )}
    </Sheet>
  );
}

function endpointProblemText(t: Translate, error: unknown): string {
  const isRefused = error instanceof ApiProblem && error.code === 'address_refused';
  return isRefused ? t('webhook.url.refused') : problemText(t, error);
}
