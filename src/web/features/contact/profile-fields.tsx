import { type Segment, segments } from '#contract/profile.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** What customers and organizations have in common, as it is written. */
export type ProfileDraft = {
  readonly name: string;
  readonly segment: Segment | null;
  readonly plan: string;
  readonly value: string;
};

type ProfileFieldsProps = {
  readonly draft: ProfileDraft;
  readonly onChange: (part: Partial<ProfileDraft>) => void;
  readonly nameError: string | null;
  readonly valueError: string | null;
  readonly currency: string;
};

/** Name, segment, plan and lifetime value. */
export function ProfileFields(props: ProfileFieldsProps) {
  const { draft, onChange, nameError, valueError, currency } = props;
  const t = useTranslation();
  const options = [
    { id: 'none', label: t('contact.none') },
    ...segments.map((id) => ({ id, label: t(`contact.segment.${id}`) })),
  ] as const;
  return (
    <>
      <TextField
        label={t('common.name')}
        value={draft.name}
        maxLength={200}
        onChange={(name) => onChange({ name })}
        error={nameError}
      />
      <div className="grid grid-cols-2 gap-4">
        <Select
          label={t('contact.segment')}
          options={options}
          value={draft.segment ?? 'none'}
          onChange={(id) => onChange({ segment: id === 'none' ? null : id })}
        />
        <TextField
          isOptional
          label={t('contact.plan')}
          value={draft.plan}
          maxLength={100}
          onChange={(plan) => onChange({ plan })}
        />
      </div>
      <TextField
        isOptional
        inputMode="decimal"
        label={`${t('contact.value')} (${currency})`}
        value={draft.value}
        onChange={(value) => onChange({ value })}
        error={valueError}
      />
    </>
  );
}
