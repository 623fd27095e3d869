import { Plus, X } from 'lucide-react';
import type { ProfileCustom } from '#contract/profile.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** A field as it is written: its kind is kept when the text still fits it. */
export type CustomField = { readonly key: number; readonly name: string; readonly value: string };

type CustomFieldsProps = {
  readonly fields: readonly CustomField[];
  readonly onChange: (fields: readonly CustomField[]) => void;
};

/** The workspace's own fields, by name and value. */
export function CustomFields({ fields, onChange }: CustomFieldsProps) {
  const t = useTranslation();
  const change = (key: number, part: Partial<CustomField>) =>
    onChange(fields.map((field) => (field.key === key ? { ...field, ...part } : field)));
  const nextKey = Math.max(0, ...fields.map(({ key }) => key)) + 1;
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-2 border-0 p-0">
      <legend className="mb-1 p-0 text-small font-medium text-muted">{t('contact.custom')}</legend>
      {fields.map((field) => (
        <div key={field.key} className="flex items-center gap-2">
          <TextField
            isLabelHidden
            className="w-2/5"
            label={t('contact.custom.name')}
            placeholder={t('contact.custom.name')}
            value={field.name}
            onChange={(name) => change(field.key, { name })}
          />
          <TextField
            isLabelHidden
            className="grow"
            label={t('contact.custom.value')}
            placeholder={t('contact.custom.value')}
            value={field.value}
            onChange={(value) => change(field.key, { value })}
          />
          <IconButton
            size="small"
            label={t('contact.identity.remove', { value: field.name })}
            icon={<X />}
            onPress={() => onChange(fields.filter(({ key }) => key !== field.key))}
          />
        </div>
      ))}
      <Button
        size="small"
        variant="quiet"
        className="self-start"
        icon={<Plus />}
        onPress={() => onChange([...fields, { key: nextKey, name: '', value: '' }])}
      >
        {t('contact.custom.add')}
      </Button>
    </fieldset>
  );
}

export function customFieldsOf(custom: ProfileCustom): readonly CustomField[] {
  return Object.entries(custom).map(([name, value], key) => ({
    key,
    name,
    value: value === null ? '' : String(value),
  }));
}

/** What the fields say; those without a name are left out, and numbers stay numbers. */
export function customFrom(fields: readonly CustomField[], before: ProfileCustom): ProfileCustom {
  return Object.fromEntries(
    fields
      .filter(({ name }) => name.trim() !== '')
      .map(({ name, value }) => [name.trim(), valueFrom(value, before[name.trim()])]),
  );
}

function valueFrom(text: string, before: ProfileCustom[string] | undefined) {
  if (typeof before === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) {
    return Number(text);
  }
  if (typeof before === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
