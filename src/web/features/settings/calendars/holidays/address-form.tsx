import { useState } from 'react';
import { useTranslation } from '../../../../lib/use-translation.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/checkbox.tsx';
import { TextField } from '../../../../ui/text-field.tsx';
import type { Asked } from './use-reading.ts';

type Props = {
  readonly isPending: boolean;
  /** A calendar that was never saved has nowhere to keep an address. */
  readonly mayKeep: boolean;
  readonly onAsk: (asked: Asked) => void;
};

/** Takes the address of a calendar elsewhere, and keeps it when wished. */
export function AddressForm({ isPending, mayKeep, onAsk }: Props) {
  const t = useTranslation();
  const [url, setUrl] = useState('');
  const [isKept, setKept] = useState(mayKeep);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk({ from: { kind: 'address', url }, isKept });
      }}
    >
      <TextField
        type="url"
        label={t('holiday.address')}
        description={t('holiday.address.hint')}
        placeholder="https://"
        value={url}
        onChange={setUrl}
      />
      <div className="flex flex-wrap items-start justify-between gap-3">
        {mayKeep ? (
          <Checkbox
            label={t('holiday.keep')}
            description={t('holiday.keep.hint')}
            className="min-w-0 grow basis-60"
            isSelected={isKept}
            onChange={setKept}
          />
        ) : (
          <span />
        )}
        <Button
          type="submit"
          variant="primary"
          isDisabled={url.trim() === ''}
          isPending={isPending}
        >
          {t('holiday.show')}
        </Button>
      </div>
    </form>
  );
}
