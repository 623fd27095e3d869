import { briefFields } from '#domain/escalation/brief.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Escalating } from './use-escalate.ts';

/** The handoff brief, drafted from the conversation for a person to correct. */
export function BriefFields({ escalating }: { readonly escalating: Escalating }) {
  const t = useTranslation();
  const { preview, faults, wish } = escalating;
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-3 rounded-card border border-line p-3">
      <legend className="px-1 font-medium">{t('escalation.brief')}</legend>
      <p className="flex min-h-6 flex-wrap items-center gap-x-2 text-small text-muted">
        {t('escalation.sheet.drafted')}
        {escalating.isWritten && (
          <Button size="small" variant="quiet" onPress={escalating.draftAnew}>
            {t('escalation.sheet.draftAnew')}
          </Button>
        )}
      </p>
      {briefFields.map((field) =>
        preview === null ? (
          <Skeleton key={field} className="h-16 w-full" />
        ) : (
          <TextArea
            key={field}
            rows={2}
            maxLength={5000}
            label={t(`escalation.brief.${field}`)}
            value={escalating.textOf(field)}
            onChange={(text) => escalating.write(field, text)}
            error={faults[field]}
          />
        ),
      )}
      <TextField
        type="datetime-local"
        isOptional
        className="desk:w-60"
        label={t('escalation.brief.neededBy')}
        value={wish.neededBy}
        onChange={(neededBy) => escalating.change({ neededBy })}
        error={faults.neededBy}
      />
    </fieldset>
  );
}
