import type { Escalation } from '#contract/escalation.ts';
import { briefFields } from '#domain/escalation/brief.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { briefWords } from './words.ts';

/** The handoff brief as whoever takes it on reads it. */
export function BriefText({ brief }: { readonly brief: Escalation['brief'] }) {
  const t = useTranslation();
  const format = useFormat();
  return (
    <div className="flex flex-col gap-1">
      {briefFields.map((field) => (
        <div key={field}>
          <p className="text-small text-faint">{t(`escalation.brief.${field}`)}</p>
          <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
            {briefWords(t, format, brief[field])}
          </p>
        </div>
      ))}
      {brief.neededBy !== null && (
        <p>
          <span className="text-small text-faint">{t('escalation.brief.neededBy')}</span>{' '}
          <span className="font-medium">{format.dateTime(brief.neededBy)}</span>
        </p>
      )}
    </div>
  );
}
