import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { calendar, calendarId, clock, hours, on } from '#harness/sla-desk.ts';
import type { EscalationId, HopId, TeamId } from '../kernel/id.ts';
import { hourMs, type Instant, instant, minuteMs, plusMs } from '../kernel/instant.ts';
import type { Calendars } from '../sla/derive.ts';
import { deadlineOfClock } from '../sla/derive.ts';
import { ticketStates } from '../ticket/ticket.ts';
import { type Held, type Holding, type HoldingEvent, holdingsOf } from './holdings.ts';
import { keysOf, msIn, timeFigure } from './time-figures.ts';
import { type TimeSlice, timeParts } from './time-part.ts';
import { whereTimeWent } from './where-time-went.ts';

const office: Calendars = new Map([[calendarId, calendar()]]);
const [care, billing] = ['care' as TeamId, 'billing' as TeamId];
const hopOne = { hopId: 'h1' as HopId, escalationId: 'e1' as EscalationId, number: 1 };

function held(from: Instant, changes: Partial<Held> = {}): Holding {
  return { from, held: { state: 'open', teamId: care, isOwned: false, hop: null, ...changes } };
}

function split(holdings: readonly Holding[], from: Instant, until: Instant): string[] {
  const own = clock({ startedAt: from });
  return whereTimeWent({ clock: own, until }, holdings, office).map(
    ({ part, teamId, hop, ms }) => `${part} ${teamId ?? '–'} ${hop ?? '–'} ${ms / minuteMs} m`,
  );
}

describe('where the time of a cycle went', () => {
  it('is told apart by queue, team, hop, customer, vendor and closed hours', () => {
    const offered = { ...hopOne, teamId: billing, isAcknowledged: false };
    const holdings = [
      held(on('mon', '10:00')),
      held(on('mon', '10:30'), { isOwned: true }),
      held(on('mon', '12:00'), { isOwned: true, hop: offered }),
      held(on('mon', '13:00'), { isOwned: true, hop: { ...offered, isAcknowledged: true } }),
      held(on('mon', '14:00'), { isOwned: true, state: 'on_hold' }),
      held(on('mon', '16:00'), { isOwned: true, state: 'pending' }),
    ];
    assert.deepEqual(split(holdings, on('mon', '10:00'), on('tue', '10:00')), [
      'queued care – 30 m',
      'handled care – 90 m',
      'offered billing 1 60 m',
      'handled billing 1 60 m',
      'vendor – – 120 m',
      'customer – – 120 m',
      'closed – – 960 m',
    ]);
  });

  it('C9: a night spent waiting for the customer is night', () => {
    const holdings = [held(on('mon', '16:00'), { state: 'pending' })];
    assert.deepEqual(split(holdings, on('mon', '16:00'), on('tue', '09:00')), [
      'customer – – 60 m',
      'closed – – 960 m',
    ]);
  });

  it('C22: what is older than its ticket counts as held as at first', () => {
    const holdings = [held(on('mon', '12:00')), held(on('mon', '13:00'), { isOwned: true })];
    assert.deepEqual(split(holdings, on('mon', '11:00'), on('mon', '14:00')), [
      'queued care – 120 m',
      'handled care – 60 m',
    ]);
  });

  it('C16: a changed calendar closes only the hours after it', () => {
    const own = clock({
      startedAt: on('mon', '16:00'),
      calendarVersionId: null,
      earlierCalendars: [{ until: on('mon', '20:00'), calendarVersionId: calendarId }],
    });
    const slices = whereTimeWent(
      { clock: own, until: on('mon', '21:00') },
      [held(on('mon', '09:00'))],
      office,
    );
    const ms = (part: string) => slices.find((slice) => slice.part === part)?.ms;
    assert.deepEqual([ms('queued'), ms('closed')], [2 * hourMs, 3 * hourMs]);
  });

  it('of a cycle without any time there are no parts', () => {
    assert.deepEqual(split([held(on('mon', '10:00'))], on('mon', '10:00'), on('mon', '10:00')), []);
  });
});

/** A random life: who had the ticket, changing every now and then, also several times at once. */
const lives = fc.array(
  fc.record({
    afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 * hourMs })),
    state: fc.constantFrom(...ticketStates),
    teamId: fc.constantFrom(care, billing, null),
    isOwned: fc.boolean(),
    hop: fc.option(
      fc.record({
        hopId: fc.constant(hopOne.hopId),
        escalationId: fc.constant(hopOne.escalationId),
        number: fc.integer({ min: 1, max: 3 }),
        teamId: fc.constantFrom(care, billing, null),
        isAcknowledged: fc.boolean(),
      }),
    ),
  }),
  { maxLength: 20 },
);

function holdingsFrom(
  start: Instant,
  life: typeof lives extends fc.Arbitrary<infer L> ? L : never,
) {
  let from = start;
  return life.map(({ afterMs, ...one }) => {
    from = plusMs(from, afterMs);
    return { from, held: one };
  });
}

const calendars = fc
  .constantFrom('UTC', 'Asia/Ho_Chi_Minh', 'Europe/Berlin', 'America/New_York')
  .map(
    (timeZone): Calendars =>
      new Map([[calendarId, calendar({ timeZone }, hours('08:30-12:00', '13:15-18:00'))]]),
  );
const start = instant(Date.UTC(2026, 2, 20));
const moments = fc.integer({ min: 0, max: 30 * 24 * hourMs }).map((ms) => plusMs(start, ms));

describe('for any life of a ticket and any hours', () => {
  it('the parts add up to the time on the wall, to the millisecond, and none is empty', () => {
    fc.assert(
      fc.property(
        lives,
        calendars,
        fc.record({
          startedAt: moments,
          lengthMs: fc.integer({ min: 0, max: 900 * hourMs }),
          is24x7: fc.boolean(),
        }),
        (life, byId, { startedAt, lengthMs, is24x7 }) => {
          const own = clock({ startedAt, calendarVersionId: is24x7 ? null : calendarId });
          const until = plusMs(startedAt, lengthMs);
          const slices = whereTimeWent({ clock: own, until }, holdingsFrom(start, life), byId);
          assert.equal(msIn({ slices }), lengthMs);
          for (const { ms } of slices) assert.ok(Number.isSafeInteger(ms) && ms > 0);
          const kinds = slices.map(({ part, teamId, hop }) => `${part} ${teamId} ${hop}`);
          assert.equal(new Set(kinds).size, kinds.length);
          if (is24x7) assert.ok(slices.every(({ part }) => part !== 'closed'));
        },
      ),
    );
  });

  it('cutting a cycle in two changes no part', () => {
    fc.assert(
      fc.property(lives, calendars, fc.tuple(moments, moments, moments), (life, byId, three) => {
        const [from, cut, to] = three.toSorted((x, y) => x - y);
        assert.ok(from !== undefined && cut !== undefined && to !== undefined);
        const holdings = holdingsFrom(start, life);
        const sums = (begin: Instant, until: Instant) => {
          const own = clock({ startedAt: begin });
          const slices = whereTimeWent({ clock: own, until }, holdings, byId);
          // A piece begun before the first holding is held as that; both pieces see the same list.
          return timeParts.map((part) => msIn({ slices }, (slice) => slice.part === part));
        };
        const [first, second] = [sums(from, cut), sums(cut, to)];
        const together = first.map((ms, index) => ms + (second[index] ?? 0));
        assert.deepEqual(together, sums(from, to));
      }),
    );
  });

  it('what is not closed up to the deadline is the target, where nothing paused it', () => {
    fc.assert(
      fc.property(lives, calendars, moments, (life, byId, startedAt) => {
        const own = clock({ startedAt });
        const until = deadlineOfClock(own, byId);
        assert.ok(until !== null && own.target.unit === 'minutes');
        const slices = whereTimeWent({ clock: own, until }, holdingsFrom(start, life), byId);
        const openMs = msIn({ slices }, ({ part }) => part !== 'closed');
        assert.equal(openMs, own.target.minutes * minuteMs);
      }),
    );
  });
});

describe('who had a ticket, read from its events', () => {
  const to = { kind: 'team', teamId: billing } as const;
  const hopId = hopOne.hopId;
  const { escalationId } = hopOne;
  const told = (event: object, at: Instant) => ({ event: event as HoldingEvent, at });
  const life = [
    told({ type: 'ticket.created', state: 'new', teamId: care, ownerId: null }, on('mon', '09:00')),
    told({ type: 'ticket.assigned', toTeamId: care, toOwnerId: 'hoa' }, on('mon', '09:05')),
    told({ type: 'hop.offered', hopId, escalationId, index: 0, to }, on('mon', '10:00')),
    told({ type: 'hop.acknowledged', hopId, escalationId }, on('mon', '10:10')),
    told({ type: 'ticket.state_changed', to: 'pending' }, on('mon', '11:00')),
    told({ type: 'ticket.state_changed', to: 'open' }, on('mon', '11:00')),
    told({ type: 'hop.ended', hopId, escalationId }, on('mon', '12:00')),
  ];

  it('is one holding for each moment, with the hop while it is open', () => {
    assert.deepEqual(
      holdingsOf(life).map(({ held: { state, isOwned, hop } }) => [
        state,
        isOwned,
        hop === null ? null : hop.isAcknowledged,
      ]),
      [
        ['new', false, null],
        ['new', true, null],
        ['new', true, false],
        ['new', true, true],
        ['open', true, true],
        ['open', true, null],
      ],
    );
  });

  it('a hop whose escalation was closed holds nothing any more', () => {
    const closed = told({ type: 'escalation.closed', escalationId }, on('mon', '10:30'));
    assert.equal(holdingsOf([...life.slice(0, 4), closed]).at(-1)?.held.hop, null);
  });
});

describe('the figures of many cycles', () => {
  const slice = (part: TimeSlice['part'], ms: number): TimeSlice => ({
    part,
    ms,
    teamId: null,
    hop: null,
  });
  const cycles = [
    { ticketId: 'a', slices: [slice('handled', 10), slice('closed', 30)] },
    { ticketId: 'a', slices: [slice('handled', 20)] },
    { ticketId: 'b', slices: [slice('closed', 40)] },
    { ticketId: 'c', slices: [] },
  ];

  it('C46: are over the cycles that had any of it, median and ninetieth percentile', () => {
    assert.deepEqual(
      timeFigure(cycles, ({ part }) => part === 'handled'),
      { cycleCount: 2, ticketCount: 1, totalMs: 30, share: 0.3, medianMs: 15, p90Ms: 19 },
    );
    assert.equal(timeFigure(cycles).cycleCount, 4);
    assert.equal(timeFigure(cycles).totalMs, 100);
  });

  it('name every kind of time there is', () => {
    assert.deepEqual(
      keysOf(cycles, ({ part }) => part),
      ['handled', 'closed'],
    );
  });

  it('are nothing, not nought, where there is nothing', () => {
    const { share, medianMs, p90Ms, cycleCount } = timeFigure([]);
    assert.deepEqual([share, medianMs, p90Ms, cycleCount], [null, null, null, 0]);
  });
});
