import type { BreachReport, TimeFigure } from '#contract/breach-report.ts';
import { type Translate, useTranslation } from '../../lib/use-translation.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { type OpenedTime, TimeCell } from './time-cell.tsx';

type Opens = { readonly onOpen: (opened: OpenedTime) => void };
type Team = BreachReport['teams'][number];
type Hop = BreachReport['hops'][number];
type Clock = BreachReport['metrics'][number];

/** With which team the time was: in its hands, offered to it, in its queue. */
export function BreachTeams({ teams, onOpen }: Opens & { readonly teams: readonly Team[] }) {
  const t = useTranslation();
  if (teams.length === 0) return null;
  const nameOf = ({ teamName }: Team) => teamName ?? t('report.breach.noTeam');
  const kinds = ['handled', 'offered', 'queued', 'whole'] as const;
  return (
    <Titled title={t('report.breach.teams')} hint={t('report.breach.teams.hint')}>
      <Table
        caption={t('report.breach.teams')}
        rows={teams}
        rowKey={({ teamId }) => teamId ?? 'none'}
        columns={[
          {
            id: 'team',
            title: t('report.breach.column.team'),
            render: (team) => (
              <span className="inline-block min-w-24">
                <bdi dir="auto">{nameOf(team)}</bdi>
              </span>
            ),
          },
          ...kinds.map((kind) =>
            timeColumn<Team>({
              title: titleOf(t, kind),
              nameOf,
              figureOf: (team) => team[kind],
              onOpen,
              id: kind,
            }),
          ),
        ]}
      />
    </Titled>
  );
}

/** How long each hop waited to be acknowledged, and how long it was handled. */
export function BreachHops({ hops, onOpen }: Opens & { readonly hops: readonly Hop[] }) {
  const t = useTranslation();
  const nameOf = ({ hop }: Hop) => t('report.breach.hop', { hop: String(hop) });
  const kinds = ['offered', 'handled'] as const;
  return (
    <Titled title={t('report.breach.hops')} hint={t('report.breach.hops.hint')}>
      <Table
        caption={t('report.breach.hops')}
        rows={hops}
        rowKey={({ hop }) => String(hop)}
        columns={[
          {
            id: 'hop',
            title: t('report.breach.column.hop'),
            render: (hop) => <span className="whitespace-nowrap">{nameOf(hop)}</span>,
          },
          ...kinds.map((kind) =>
            timeColumn<Hop>({
              title: titleOf(t, kind),
              nameOf,
              figureOf: (hop) => hop[kind],
              onOpen,
              id: kind,
            }),
          ),
        ]}
      />
    </Titled>
  );
}

/** Which kinds of clock breached, and how long they ran. */
export function BreachClocks({ metrics, onOpen }: Opens & { readonly metrics: readonly Clock[] }) {
  const t = useTranslation();
  const nameOf = ({ metric }: Clock) => t(`common.metric.${metric}`);
  return (
    <Titled title={t('report.breach.clocks')}>
      <Table
        caption={t('report.breach.clocks')}
        rows={metrics}
        rowKey={({ metric }) => metric}
        columns={[
          { id: 'clock', title: t('report.column.clock'), render: nameOf },
          {
            id: 'cycles',
            title: t('report.breach.column.cycles'),
            isFigure: true,
            render: ({ figure }) => figure.cycleCount,
          },
          timeColumn<Clock>({
            title: t('report.breach.column.total'),
            nameOf,
            figureOf: ({ figure }) => figure,
            onOpen,
            id: 'total',
          }),
        ]}
      />
    </Titled>
  );
}

function titleOf(t: Translate, kind: 'handled' | 'offered' | 'queued' | 'whole'): string {
  return kind === 'whole' ? t('report.breach.column.whole') : t(`report.breach.part.${kind}`);
}

function timeColumn<Row>(
  column: Opens & {
    readonly id: string;
    readonly title: string;
    readonly nameOf: (row: Row) => string;
    readonly figureOf: (row: Row) => TimeFigure;
  },
): TableColumn<Row> {
  const { id, title, nameOf, figureOf, onOpen } = column;
  return {
    id,
    title,
    isFigure: true,
    render: (row) => (
      <TimeCell name={`${nameOf(row)}, ${title}`} figure={figureOf(row)} onOpen={onOpen} />
    ),
  };
}

function Titled(props: {
  readonly title: string;
  readonly hint?: string;
  readonly children: React.ReactNode;
}) {
  return (
    <section className="min-w-0 break-inside-avoid">
      <h3 className="font-semibold">{props.title}</h3>
      {props.hint !== undefined && <p className="text-small text-muted">{props.hint}</p>}
      <div className="mt-1">{props.children}</div>
    </section>
  );
}
