import { Info } from 'lucide-react';
import { timeParts } from '#domain/metrics/time-part.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { partLooks } from './part-looks.ts';

/** What is counted, and what each part means. */
export function BreachDefinition() {
  const t = useTranslation();
  return (
    <Popover
      label={t('report.breach.about')}
      placement="bottom start"
      trigger={
        <IconButton
          size="small"
          label={t('report.breach.about')}
          icon={<Info />}
          className="print:hidden"
        />
      }
    >
      <div className="flex flex-col gap-2 text-pretty">
        <h3 className="font-semibold">{t('report.breach.about')}</h3>
        <p>{t('report.breach.definition')}</p>
        <dl className="m-0 flex flex-col gap-1.5 border-t border-line pt-2">
          {timeParts.map((part) => (
            <div key={part}>
              <dt className="flex items-center gap-1.5 font-medium">
                <span aria-hidden className={`size-2.5 rounded-small ${partLooks[part]}`} />
                {t(`report.breach.part.${part}`)}
              </dt>
              <dd className="m-0 text-small text-muted">
                {t(`report.breach.part.${part}.meaning`)}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Popover>
  );
}
