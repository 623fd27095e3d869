import type { AuditEntry } from '#contract/audit.ts';
import { useFormat } from '../../lib/format.ts';
import { type Translate, useTranslation } from '../../lib/use-translation.tsx';
import { Isolate } from '../../ui/isolate.tsx';
import { Table } from '../../ui/table.tsx';

export function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const t = useTranslation();
  const format = useFormat();
  return (
    <Table
      caption={t('audit.title')}
      rows={entries}
      rowKey={(entry) => entry.id}
      columns={[
        {
          id: 'at',
          title: t('audit.at'),
          width: '170px',
          render: (entry) => (
            <time dateTime={entry.at} className="whitespace-nowrap">
              {format.dateTime(entry.at)}
            </time>
          ),
        },
        {
          id: 'actor',
          title: t('audit.actor'),
          render: (entry) => <Isolate className="whitespace-nowrap">{actorName(t, entry)}</Isolate>,
        },
        {
          id: 'action',
          title: t('audit.action'),
          render: (entry) => (
            <span className="flex min-w-48 flex-col">
              <span>{actionName(t, entry.action)}</span>
              <Details entry={entry} />
            </span>
          ),
        },
        {
          id: 'address',
          title: t('audit.address'),
          render: (entry) => (
            <span dir="ltr" className="text-small text-muted tabular-nums">
              {entry.address ?? ''}
            </span>
          ),
        },
      ]}
    />
  );
}

/** The facts of an act as name and value; they are names, codes and counts, never a customer's words. */
function Details({ entry }: { readonly entry: AuditEntry }) {
  const facts = Object.entries(entry.details).filter(([, value]) => value !== null);
  if (facts.length === 0) return null;
  return (
    <span className="flex flex-wrap gap-x-3 text-small text-muted">
      {facts.map(([name, value]) => (
        <Isolate key={name} className="wrap-break-word">
          {name}: {factText(value)}
        </Isolate>
      ))}
    </span>
  );
}

function factText(value: unknown): string {
  if (Array.isArray(value)) return value.map(factText).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function actorName(t: Translate, { actor }: AuditEntry): string {
  if (actor.name !== null) return actor.name;
  return t(`audit.actor.${actor.kind}`);
}

/** An act that this page has no words for yet is shown by its own stable name. */
function actionName(t: Translate, action: string): string {
  const key = `audit.action.${action}`;
  return t.has(key) ? t(key) : action;
}
