import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSendKey } from '../escalation/use-send-key.ts';
import { CustomerFields } from './customer-fields.tsx';
import { beginnings } from './opening-draft.ts';
import { ChannelField, OwnerField, PriorityField, TeamField } from './place-fields.tsx';
import { type Opening, useNewTicket } from './use-new-ticket.ts';

/** A ticket that nobody wrote in for: a call, a visit, or something we know before the customer. */
export function NewTicketSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslation();
  const opening = useNewTicket(onClose);
  const { draft, change, faults, isBusy } = opening;
  useSendKey(opening.send);
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('inbox.new')}
      actions={
        <>
          {!opening.isEmpty && (
            <Button variant="quiet" className="me-auto" onPress={opening.clear}>
              {t('opening.clear')}
            </Button>
          )}
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" keys="Mod+Enter" isDisabled={isBusy} onPress={opening.send}>
            {t('opening.open')}
          </Button>
        </>
      }
    >
      <Refusal opening={opening} />
      <CustomerFields opening={opening} />
      <TextField
        label={t('ticket.subject')}
        maxLength={500}
        value={draft.subject}
        onChange={(subject) => change({ subject })}
        error={faults.has('subject') ? t('error.subject_empty') : null}
      />
      <div className="grid grid-cols-[repeat(auto-fit,minmax(13rem,1fr))] gap-4">
        <ChannelField opening={opening} />
        <PriorityField opening={opening} />
        <TeamField opening={opening} />
        <OwnerField opening={opening} />
      </div>
      <RadioGroup
        label={t('opening.begin')}
        options={beginnings.map((id) => ({ id, label: t(`opening.begin.${id}`) }))}
        value={draft.begin}
        onChange={(begin) => change({ begin })}
      />
      <TextArea
        label={t(`opening.begin.${draft.begin}`)}
        rows={5}
        value={draft.text}
        onChange={(text) => change({ text })}
        description={t(`opening.hint.${draft.begin}`)}
        error={faults.has('text') ? t('opening.text.missing') : null}
      />
    </Sheet>
  );
}

/** The codes that are said at a field. */
const saidAtField: readonly string[] = [
  'contact_without_email',
  'channel_unsuitable',
  'team_not_found',
  'agent_not_found',
  'agent_cannot_own',
];

function Refusal({ opening }: { readonly opening: Opening }) {
  const t = useTranslation();
  const { problem, refusal, draft } = opening;
  if (problem === null) return null;
  if (refusal !== null && saidAtField.includes(refusal)) return null;
  if (refusal === 'not_found' && !draft.isNewContact) return null;
  return <Banner tone="bad">{problemText(t, problem)}</Banner>;
}
