import { useId, useState } from 'react';
import { useTranslation } from '../../../../lib/use-translation.tsx';
import { Button } from '../../../../ui/button.tsx';
import { TextArea } from '../../../../ui/text-area.tsx';
import type { Asked } from './use-reading.ts';

type Props = { readonly isPending: boolean; readonly onAsk: (asked: Asked) => void };

/** Takes a calendar file from this device, or its text. */
export function FileForm({ isPending, onAsk }: Props) {
  const t = useTranslation();
  const fieldId = useId();
  const [text, setText] = useState('');
  const ask = (whole: string) => onAsk({ from: { kind: 'text', text: whole }, isKept: false });
  return (
    <div className="flex flex-col gap-3">
      <label htmlFor={fieldId} className="text-small font-medium text-muted">
        {t('holiday.file')}
      </label>
      <input
        id={fieldId}
        type="file"
        accept=".ics,.ical,text/calendar"
        className="text-body file:me-3 file:h-8 file:rounded-control file:border file:border-line-strong file:bg-raised file:px-3"
        onChange={async (event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) ask(await file.text());
        }}
      />
      <TextArea
        label={t('holiday.text')}
        isOptional
        rows={3}
        placeholder="BEGIN:VCALENDAR"
        value={text}
        onChange={setText}
      />
      <span className="flex justify-end">
        <Button
          variant="primary"
          isDisabled={text.trim() === ''}
          isPending={isPending}
          onPress={() => ask(text)}
        >
          {t('holiday.show')}
        </Button>
      </span>
    </div>
  );
}
