import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  createOrganization,
  listOrganizationPolicies,
  type Organization,
  updateOrganization,
} from '#contract/organization.ts';
import { call } from '../../lib/api.ts';
import { queryOf } from '../../lib/query.ts';
import { useSignedIn } from '../../lib/session.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { TagInput } from '../../ui/tag-input.tsx';
import { CustomFields, customFieldsOf, customFrom } from './custom-fields.tsx';
import { centsFrom, textOfCents } from './money-text.ts';
import { ProfileFields } from './profile-fields.tsx';
import { useContactChange } from './use-contact-change.ts';

type OrganizationFormProps = {
  /** Null to add one. */
  readonly organization: Organization | null;
  readonly onClose: () => void;
};

function draftOf(organization: Organization | null) {
  return {
    name: organization?.name ?? '',
    segment: organization?.segment ?? null,
    plan: organization?.plan ?? '',
    value: textOfCents(organization?.valueCents ?? 0),
    domains: organization?.domains ?? [],
    policyId: organization?.policy?.id ?? null,
    custom: customFieldsOf(organization?.custom ?? {}),
  };
}
type Draft = ReturnType<typeof draftOf>;

/** An organization with its mail domains and its contract; open requests follow a change. */
export function OrganizationForm({ organization, onClose }: OrganizationFormProps) {
  const t = useTranslation();
  const { currency } = useSignedIn().workspace;
  const saving = useContactChange();
  const [draft, setDraft] = useState(() => draftOf(organization));
  const [isTried, setTried] = useState(false);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const valueCents = centsFrom(draft.value);
  const wrongDomain = draft.domains.find((domain) => !domainShape.test(domain.trim()));
  const save = async () => {
    setTried(true);
    const isWhole = draft.name.trim() !== '' && valueCents !== null && wrongDomain === undefined;
    if (!isWhole || saving.isBusy) return;
    if (await saving.run(() => send(organization, draft, valueCents), t('contact.saved')))
      onClose();
  };
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(organization === null ? 'contact.organization.add' : 'contact.organization.edit')}
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
      <TagInput
        isOptional
        label={t('contact.domains')}
        description={t('contact.domains.hint')}
        tags={draft.domains}
        onChange={(domains) => change({ domains: [...domains] })}
        error={
          wrongDomain === undefined ? null : t('contact.domain.invalid', { domain: wrongDomain })
        }
      />
      <PolicyField value={draft.policyId} onChange={(policyId) => change({ policyId })} />
      <CustomFields fields={draft.custom} onChange={(custom) => change({ custom })} />
    </Sheet>
  );
}

const domainShape = /^[^\s@]+\.[^\s@.]{2,}$/u;

function send(organization: Organization | null, draft: Draft, valueCents: number) {
  const body = {
    name: draft.name,
    segment: draft.segment,
    plan: draft.plan.trim() === '' ? null : draft.plan.trim(),
    valueCents,
    domains: draft.domains.map((domain) => domain.trim()),
    policyId: draft.policyId,
    custom: customFrom(draft.custom, organization?.custom ?? {}),
  };
  if (organization === null) return call(createOrganization, { body });
  return call(updateOrganization, {
    params: { organizationId: organization.id },
    body: { ...body, version: organization.version },
  });
}

function PolicyField(props: {
  readonly value: string | null;
  readonly onChange: (policyId: string | null) => void;
}) {
  const t = useTranslation();
  const policies = useQuery(queryOf(listOrganizationPolicies)).data?.items ?? [];
  return (
    <Select
      label={t('contact.policy')}
      options={[
        { id: '', label: t('contact.policy.matched') },
        ...policies.map(({ id, name }) => ({ id, label: name })),
      ]}
      value={props.value ?? ''}
      onChange={(id) => props.onChange(id === '' ? null : id)}
    />
  );
}
