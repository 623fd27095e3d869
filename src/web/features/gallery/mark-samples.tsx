import { Flag, Star } from 'lucide-react';
import { tiers } from '#domain/people/directory.ts';
import { metrics } from '#domain/sla/clock.ts';
import { priorities, ticketStates } from '#domain/ticket/ticket.ts';
import { useState } from 'react';
import { serverNow } from '../../lib/server-time.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { TierBadge } from '../../ui/tier-badge.tsx';
import { SampleGroup, SampleRow } from './sample-group.tsx';

const tones: readonly BadgeTone[] = [
  'neutral',
  'accent',
  'calm',
  'warm',
  'hot',
  'breached',
  'paused',
  'danger',
];
const people = ['Lan Nguyễn', 'أحمد الحربي', 'ศิริพร ใจดี', '陳美玲', 'Minh', 'O’Neill Søren'];
const minuteMs = 60_000;

export function MarkSamples() {
  const [nowMs] = useState(serverNow);
  const at = (minutes: number) => new Date(nowMs + minutes * minuteMs).toISOString();
  const running = (startedMinutes: number, dueMinutes: number) => ({
    status: 'running' as const,
    startedAt: at(startedMinutes),
    dueAt: at(dueMinutes),
  });
  const ended = { startedAt: at(-60), dueAt: null };
  const clocks = [
    running(-60, 3069),
    running(-60, 190.5),
    running(-40, 20.5),
    running(-50, 8.5),
    running(-9, 0.75),
    running(-60, -40.5),
    { ...ended, status: 'paused' as const },
    { ...ended, status: 'met' as const },
    { ...ended, status: 'cancelled' as const },
  ];
  return (
    <SampleGroup title="ClockChip · StateMark · PriorityMark · TierBadge · Badge · Avatar">
      <SampleRow>
        {clocks.map((clock, index) => (
          <ClockChip
            key={index}
            clock={{ ...clock, metric: metrics[index % metrics.length] ?? 'close' }}
          />
        ))}
      </SampleRow>
      <SampleRow>
        <ClockChip hasMetric clock={{ ...running(-9, 3.5), metric: 'acknowledge' }}>
          <dl className="m-0 grid grid-cols-[auto_auto] gap-x-4 gap-y-1">
            <dt className="text-muted">Start</dt>
            <dd className="m-0">Mon 09:12</dd>
            <dt className="text-muted">Pauses</dt>
            <dd className="m-0">none</dd>
          </dl>
        </ClockChip>
        <ClockChip size="small" clock={{ ...running(-9, 12.5), metric: 'update' }} />
        <ClockChip size="wall" clock={{ ...running(-60, -40.5), metric: 'first_response' }} />
        <ClockChip size="wall" clock={{ ...running(-50, 8.5), metric: 'resolution' }} />
      </SampleRow>
      <SampleRow>
        {ticketStates.map((state) => (
          <StateMark key={state} state={state} hasWord />
        ))}
      </SampleRow>
      <SampleRow>
        {priorities.map((priority) => (
          <PriorityMark key={priority} priority={priority} hasWord />
        ))}
        {priorities.map((priority) => (
          <PriorityMark key={priority} priority={priority} />
        ))}
        {tiers.map((tier) => (
          <TierBadge key={tier} tier={tier} />
        ))}
      </SampleRow>
      <SampleRow>
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        <Badge tone="accent" icon={<Star aria-hidden />}>
          key account
        </Badge>
        <Badge tone="danger" icon={<Flag aria-hidden />}>
          fraud
        </Badge>
      </SampleRow>
      <SampleRow>
        {people.map((name) => (
          <Avatar key={name} name={name} />
        ))}
        <Avatar name="Lan Nguyễn" size="small" />
        <Avatar name="Lan Nguyễn" size="large" presence="online" />
        <Avatar name="أحمد الحربي" size="large" presence="away" />
        <Avatar name="陳美玲" size="large" presence="do_not_disturb" />
        <Avatar name="ศิริพร ใจดี" size="large" presence="offline" />
      </SampleRow>
    </SampleGroup>
  );
}
