import type { SlaPreview } from '#contract/sla-change.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Isolate } from '../../ui/isolate.tsx';
import { Table } from '../../ui/table.tsx';

/** Real tickets with both deadlines beside one another. */
export function DeadlineTable({ examples }: { readonly examples: SlaPreview['examples'] }) {
  const t = useTranslation();
  const format = useFormat();
  const due = (moment: string | null) =>
    moment === null ? '–' : <time dateTime={moment}>{format.dateTime(moment)}</time>;
  return (
    <Table
      caption={t('sla.apply.examples')}
      rows={examples}
      rowKey={(row) => `${row.ticketId} ${row.metric}`}
      columns={[
        {
          id: 'ticket',
          title: t('sla.apply.ticket'),
          render: (row) => (
            <>
              <span className="text-muted">#{row.number}</span> <Isolate>{row.subject}</Isolate>
            </>
          ),
        },
        { id: 'metric', title: t('sla.metric'), render: (row) => t(`common.metric.${row.metric}`) },
        { id: 'before', title: t('sla.apply.before'), render: (row) => due(row.dueBefore) },
        {
          id: 'after',
          title: t('sla.apply.after'),
          render: (row) => (
            <span className="flex flex-wrap items-center gap-2">
              {due(row.dueAfter)}
              {row.breachesAtOnce && <Badge tone="breached">{t('sla.apply.breachesNow')}</Badge>}
            </span>
          ),
        },
      ]}
    />
  );
}
