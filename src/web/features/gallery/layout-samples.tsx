import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panes } from '../../ui/panes.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Skeleton, SkeletonRows } from '../../ui/skeleton.tsx';
import { Table, type TableSort } from '../../ui/table.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { SampleGroup } from './sample-group.tsx';

const rows = [
  { team: 'L1 Care', solved: 812, breaches: 0.021 },
  { team: 'L2 Billing', solved: 164, breaches: 0.048 },
  { team: 'L3 Payments', solved: 31, breaches: 0.1 },
];
const many = Array.from({ length: 10_000 }, (_, index) => ({
  id: String(index),
  subject: `#${index + 1} Refund not received`,
}));

export function LayoutSamples() {
  const [tab, setTab] = useState<'path' | 'customer'>('path');
  const [sort, setSort] = useState<TableSort | null>(null);
  const sorted = sort
    ? rows.toSorted((a, b) => (sort.direction === 'up' ? a.solved - b.solved : b.solved - a.solved))
    : rows;
  return (
    <SampleGroup title="Panes · VirtualList · Tabs · Table · EmptyState · Skeleton · ProgressBar">
      <div className="h-80 overflow-hidden rounded-card border border-line">
        <Panes
          id="gallery"
          active="ticket"
          panes={[
            { id: 'list', label: 'List', widthPx: 280, content: <TicketList /> },
            { id: 'ticket', label: 'Ticket', isMain: true, content: <NothingOpen /> },
            {
              id: 'context',
              label: 'Customer',
              widthPx: 240,
              foldKey: ']',
              content: <SkeletonRows count={4} />,
            },
          ]}
        />
      </div>
      <Tabs
        label="About the ticket"
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: 'path', label: 'Path', count: 3, content: <p className="p-3">L1 → L2 → lead</p> },
          { id: 'customer', label: 'Customer', content: <p className="p-3">Acme VN</p> },
        ]}
      />
      <Table
        caption="Solved by team"
        rows={sorted}
        rowKey={(row) => row.team}
        sort={sort}
        onSort={setSort}
        columns={[
          { id: 'team', title: 'Team', render: (row) => row.team },
          {
            id: 'solved',
            title: 'Solved',
            isFigure: true,
            isSortable: true,
            render: (row) => row.solved,
          },
          {
            id: 'breaches',
            title: 'Breached',
            isFigure: true,
            render: (row) => `${row.breaches * 100}%`,
          },
        ]}
      />
      <div className="grid gap-4 desk:grid-cols-3">
        <ProgressBar label="Importing conversations" share={0.42} />
        <ProgressBar label="Replaying the past year" share={null} />
        <div className="flex flex-col gap-2">
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
        </div>
      </div>
    </SampleGroup>
  );
}

function TicketList() {
  return (
    <VirtualList
      label="Tickets"
      className="h-full"
      items={many}
      itemKey={(item) => item.id}
      rowPx={36}
      renderItem={(item) => (
        <div className="flex h-full items-center border-b border-line px-3">{item.subject}</div>
      )}
    />
  );
}

function NothingOpen() {
  return (
    <EmptyState
      icon={<Inbox />}
      title="Nothing burns"
      hint="Every ticket has an owner and time left."
      action={<Button variant="primary">Take the next one</Button>}
    />
  );
}
