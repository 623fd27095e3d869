import { classNames } from '../../lib/class-names.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { FollowsList } from './follows-list.tsx';
import type { Escalating } from './use-escalate.ts';

/** Who will be told at once, and what follows if they do not answer. */
export function SheetPreview({ escalating }: { readonly escalating: Escalating }) {
  const t = useTranslation();
  const format = useFormat();
  const { preview, isPending } = escalating;
  if (preview === null) return null;
  return (
    <dl
      aria-live="polite"
      aria-busy={isPending}
      className={classNames(
        'm-0 flex flex-col gap-2 rounded-card bg-sunken p-3 transition-opacity',
        isPending && 'opacity-60',
      )}
    >
      <div>
        <dt className="text-small font-medium text-muted">{t('escalation.sheet.told')}</dt>
        <dd className="m-0">{preview.told.length === 0 ? '—' : format.list(preview.told)}</dd>
      </div>
      <div>
        <dt className="text-small font-medium text-muted">{t('escalation.sheet.follows')}</dt>
        <dd className="m-0">
          <FollowsList events={preview.follows} />
        </dd>
      </div>
    </dl>
  );
}
