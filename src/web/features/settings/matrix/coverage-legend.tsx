import { classNames } from '../../../lib/class-names.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { heatLimits } from './coverage.ts';
import { heatClasses } from './heat-classes.ts';

/** What the colours of the week say, and the stripes. */
export function CoverageLegend() {
  const t = useTranslation();
  const within = (minutes: number) => t('matrix.coverage.within', { minutes });
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small text-muted">
      <Item className={heatClasses.calm} text={within(heatLimits.calm)} />
      <Item className={heatClasses.warm} text={within(heatLimits.warm)} />
      <Item className={heatClasses.hot} text={within(heatLimits.hot)} />
      <Item className={heatClasses.breached} text={t('matrix.coverage.longer')} />
      <Item className="bg-breached hatched" text={t('matrix.coverage.offDuty')} />
    </ul>
  );
}

function Item({ className, text }: { readonly className: string; readonly text: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className={classNames('size-3 rounded-[2px]', className)} />
      {text}
    </li>
  );
}
