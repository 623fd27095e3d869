import type { CalendarVersionId, PolicyVersionId } from '../kernel/id.ts';
import { hourMs, minuteMs } from '../kernel/instant.ts';
import type { Priority } from '../ticket/ticket.ts';
import type { Calendar, WeeklyHours } from './calendar.ts';
import type { Metric } from './clock.ts';
import type { Mark, MarkAction, PauseMatrix, PolicyVersion, TargetsByPriority } from './policy.ts';

/** C7: what a new policy pauses; nothing pauses a first response, an acknowledgement or a close. */
export const defaultPauses: PauseMatrix = {
  resolution: ['pending', 'on_hold'],
  next_response: ['pending'],
  update: ['pending'],
};

const nineToSix = [{ opens: '09:00', closes: '18:00' }];

export const noHours: WeeklyHours = {
  mon: [],
  tue: [],
  wed: [],
  thu: [],
  fri: [],
  sat: [],
  sun: [],
};

/** Monday to Friday, 9 to 18 in the zone, without holidays: those are for the workspace to choose. */
export function defaultCalendar(id: CalendarVersionId, timeZone: string): Calendar {
  return {
    ...emptyCalendar(id, timeZone),
    name: 'Office hours',
    weekly: {
      ...noHours,
      mon: nineToSix,
      tue: nineToSix,
      wed: nineToSix,
      thu: nineToSix,
      fri: nineToSix,
    },
  };
}

/** Open at every moment; its zone only says when a working day begins. */
export function alwaysOpenCalendar(id: CalendarVersionId, timeZone: string): Calendar {
  return { ...emptyCalendar(id, timeZone), name: '24×7', is24x7: true };
}

/**
 * The customer policy of a new workspace, by office hours but for urgent tickets, which run 24×7.
 * A warning at 80 % tells who holds the ticket; a breach escalates and tells the manager.
 */
export function defaultCustomerPolicy(
  id: PolicyVersionId,
  policyId: string,
  calendarVersionId: CalendarVersionId,
): PolicyVersion {
  return {
    ...commonParts(id, policyId),
    name: 'Standard',
    kind: 'customer',
    calendarVersionId,
    targets: {
      first_response: hours({ low: 8, normal: 4, high: 1, urgent: 0.25 }),
      next_response: hours({ low: 16, normal: 8, high: 2, urgent: 0.5 }),
      resolution: hours({ low: 45, normal: 27, high: 9, urgent: 4 }),
      update: hours({ low: 18, normal: 9, high: 4, urgent: 1 }),
    },
    marks: defaultMarks(['first_response', 'next_response', 'resolution', 'update']),
  };
}

/**
 * The internal targets of a new workspace, for whichever team receives a hop, by that team's own
 * hours (C26); urgent hops run 24×7.
 */
export function defaultHopPolicy(id: PolicyVersionId, policyId: string): PolicyVersion {
  return {
    ...commonParts(id, policyId),
    name: 'Internal targets',
    kind: 'hop',
    calendarVersionId: null,
    targets: {
      acknowledge: hours({ low: 2, normal: 1, high: 0.5, urgent: 0.25 }),
      handle: hours({ low: 18, normal: 9, high: 4, urgent: 2 }),
    },
    marks: defaultMarks(['acknowledge', 'handle', 'close']),
  };
}

/** The two marks that everything starts with. */
export function defaultMarks(metrics: readonly Metric[]): Mark[] {
  const warn: MarkAction = { type: 'notify', whom: [{ kind: 'handler' }, { kind: 'lead' }] };
  return [
    {
      id: 'warn-80',
      metrics,
      at: { unit: 'percent', percent: 80, time: null },
      actions: [warn],
      rearmBelowPercent: 60,
    },
    {
      id: 'breach',
      metrics,
      at: { unit: 'percent', percent: 100, time: null },
      actions: [
        { type: 'escalate', reason: 'clock_breach' },
        {
          type: 'notify',
          whom: [{ kind: 'handler' }, { kind: 'lead' }, { kind: 'manager' }],
        },
      ],
      rearmBelowPercent: 80,
    },
  ];
}

function commonParts(id: PolicyVersionId, policyId: string) {
  return {
    id,
    policyId,
    conditions: [],
    force24x7For: ['urgent'],
    isFollowTheSun: false,
    graceMinutes: 0,
    pauses: defaultPauses,
    resolution: { kind: 'total' },
    update: { mode: 'pausable', scope: 'escalation' },
    onChange: 'retroactive',
    breachWaivers: [],
  } as const;
}

function hours(by: Readonly<Record<Priority, number>>): TargetsByPriority {
  const target = (count: number) =>
    ({ unit: 'minutes', minutes: (count * hourMs) / minuteMs }) as const;
  return {
    low: target(by.low),
    normal: target(by.normal),
    high: target(by.high),
    urgent: target(by.urgent),
  };
}

function emptyCalendar(id: CalendarVersionId, timeZone: string): Calendar {
  return {
    id,
    name: '',
    timeZone,
    is24x7: false,
    weekly: noHours,
    holidays: [],
    extraWorkingDays: [],
    specialHours: [],
    holidayCut: 'local_date',
  };
}
