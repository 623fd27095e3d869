import type { MergePreview } from '#contract/merge.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** What a merge would do to messages and clocks, in a few lines; or why it cannot be. */
export function MergeForeseen({ preview }: { readonly preview: MergePreview | null }) {
  const t = useTranslation();
  const format = useFormat();
  if (preview === null) return <Skeleton className="w-2/3" />;
  const { refusal } = preview;
  if (refusal !== null) {
    const key = `error.${refusal}`;
    return <Banner tone="warning">{t(t.has(key) ? key : 'error.merge_impossible')}</Banner>;
  }
  const lines = [
    t('ticket.merge.messages', { count: preview.messageCount }),
    ...(preview.opensTarget ? [t('ticket.merge.opens')] : []),
    ...preview.ending.map(({ metric }) =>
      t('ticket.merge.ends', { metric: t(`common.metric.${metric}`) }),
    ),
    ...preview.moving.map((move) => {
      const metric = t(`common.metric.${move.metric}`);
      if (move.breachesAtOnce) return t('ticket.merge.breaches', { metric });
      const due = move.dueAfter === null ? t('common.none') : format.dateTime(move.dueAfter);
      if (move.dueBefore === null) return t('ticket.merge.starts', { metric, due });
      return t('ticket.merge.moves', { metric, before: format.dateTime(move.dueBefore), due });
    }),
  ];
  return (
    <ul className="m-0 flex list-disc flex-col gap-1 ps-5 text-pretty">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
