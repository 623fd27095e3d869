import { useState } from 'react';
import { type Contact, createContact, riskFlags, updateContact } from '#contract/contact.ts';
import { languages } from '#locales/languages.ts';
import { call } from '../../lib/api.ts';
import { useSignedIn } from '../../lib/session.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CustomFields, customFieldsOf, customFrom } from './custom-fields.tsx';
import { centsFrom, textOfCents } from './money-text.ts';
import { OrganizationField } from './organization-field.tsx';
import { ProfileFields } from './profile-fields.tsx';
import { useContactChange } from './use-contact-change.ts';

type ContactFormProps = {
  /** Null to add one. */
  readonly contact: Contact | null;
  readonly onClose: () => void;
  readonly onMade?: (contactId: string) => void;
};

function draftOf(contact: Contact | null) {
  return {
    name: contact?.name ?? '',
    segment: contact?.segment ?? null,
    plan: contact?.plan ?? '',
    value: textOfCents(contact?.valueCents ?? 0),
    language: contact?.language ?? null,
    organizationId: contact?.organization?.id ?? null,
    riskFlags: contact?.riskFlags ?? [],
    isVerified: contact?.isVerified ?? true,
    custom: customFieldsOf(contact?.custom ?? {}),
    email: '',
  };
}
type Draft = ReturnType<typeof draftOf>;

/** What is known of a customer, to be corrected; the same form adds one. */
export function ContactForm({ contact, onClose, onMade }: ContactFormProps) {
  const t = useTranslation();
  const { currency } = useSignedIn().workspace;
  const saving = useContactChange();
  const [draft, setDraft] = useState(() => draftOf(contact));
  const [isTried, setTried] = useState(false);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const valueCents = centsFrom(draft.value);
  const isEmailTaken = saving.problem?.code === 'identity_taken';
  const save = async () => {
    setTried(true);
    if (draft.name.trim() === '' || valueCents === null || saving.isBusy) return;
    const done = t('contact.saved');
    const isDone = await saving.run(async () => {
      const made = await send(contact, draft, valueCents);
      if (contact === null) onMade?.(made.id);
    }, done);
    if (isDone) onClose();
  };
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(contact === null ? 'contact.add' : 'contact.edit')}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={saving.isBusy} onPress={() => void save()}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <ProfileFields
        draft={draft}
        onChange={change}
        currency={currency}
        nameError={isTried && draft.name.trim() === '' ? t('contact.name.missing') : null}
        valueError={isTried && valueCents === null ? t('contact.value.invalid') : null}
      />
      {contact === null && (
        <TextField
          isOptional
          type="email"
          label={t('common.email')}
          value={draft.email}
          onChange={(email) => change({ email })}
          error={isEmailTaken ? t('error.identity_taken') : null}
        />
      )}
      <OrganizationField
        value={draft.organizationId}
        known={contact?.organization ?? null}
        onChange={(organizationId) => change({ organizationId })}
      />
      <LanguageField value={draft.language} onChange={(language) => change({ language })} />
      <Checkbox
        label={t('contact.isVerified')}
        description={t('contact.isVerified.hint')}
        isSelected={draft.isVerified}
        onChange={(isVerified) => change({ isVerified })}
      />
      <RiskField value={draft.riskFlags} onChange={(flags) => change({ riskFlags: flags })} />
      <CustomFields fields={draft.custom} onChange={(custom) => change({ custom })} />
    </Sheet>
  );
}

function send(contact: Contact | null, draft: Draft, valueCents: number) {
  const { name, segment, language, organizationId, riskFlags: flags, isVerified } = draft;
  const custom = customFrom(draft.custom, contact?.custom ?? {});
  const plan = draft.plan.trim() === '' ? null : draft.plan.trim();
  const common = { name, segment, plan, valueCents, language, isVerified, custom };
  const email = draft.email.trim();
  if (contact === null) {
    const identities = email === '' ? [] : [{ kind: 'email' as const, value: email }];
    // Without a choice the organization is found by the mail's domain.
    const chosen = organizationId === null ? {} : { organizationId };
    return call(createContact, {
      body: { ...common, ...chosen, riskFlags: [...flags], identities },
    });
  }
  const body = { ...common, organizationId, riskFlags: [...flags], version: contact.version };
  return call(updateContact, { params: { contactId: contact.id }, body });
}

function LanguageField(props: {
  readonly value: string | null;
  readonly onChange: (language: string | null) => void;
}) {
  const t = useTranslation();
  const known = languages.map(({ code, nativeName }) => ({ id: String(code), label: nativeName }));
  const { value } = props;
  const isKnown = value === null || known.some(({ id }) => id === value);
  const options = [
    { id: '', label: t('contact.none') },
    ...known,
    ...(isKnown ? [] : [{ id: value, label: value }]),
  ];
  return (
    <Select
      label={t('contact.language')}
      options={options}
      value={value ?? ''}
      onChange={(id) => props.onChange(id === '' ? null : id)}
    />
  );
}

function RiskField(props: {
  readonly value: Contact['riskFlags'];
  readonly onChange: (flags: Contact['riskFlags']) => void;
}) {
  const t = useTranslation();
  return (
    <fieldset className="m-0 flex flex-wrap gap-x-4 border-0 p-0">
      <legend className="p-0 text-small font-medium text-muted">{t('contact.risk')}</legend>
      {riskFlags.map((flag) => (
        <Checkbox
          key={flag}
          label={t(`contact.risk.${flag}`)}
          isSelected={props.value.includes(flag)}
          onChange={(isOn) =>
            props.onChange(
              riskFlags.filter((each) => (each === flag ? isOn : props.value.includes(each))),
            )
          }
        />
      ))}
    </fieldset>
  );
}
