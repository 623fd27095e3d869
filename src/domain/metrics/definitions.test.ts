import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dayMs, instantFromIso, plusMs } from '../kernel/instant.ts';
import { type DefinitionKey, definitions, meetsTierGoal } from './definitions.ts';
import type { RowSet, TicketRow } from './row.ts';
import { percentile } from './statistics.ts';

const now = instantFromIso('2026-11-23T00:00:00Z');

function ticket(given: Partial<TicketRow> = {}): TicketRow {
  return {
    ticketId: 'a',
    createdAt: now,
    solvedAt: now,
    reopenCount: 0,
    humanReplyCount: 1,
    escalationCount: 0,
    solvedTier: 'L1',
    score: null,
    channelKind: 'email',
    ...given,
  };
}

function measure(key: DefinitionKey, given: Partial<RowSet>) {
  const empty = { tickets: [], clocks: [], escalations: [], deflectedCount: 0, now };
  return definitions[key].measure({ ...empty, ...given });
}

function value(key: DefinitionKey, given: Partial<RowSet>): number | null {
  const figure = measure(key, given);
  return 'value' in figure ? figure.value : null;
}

describe('the figures of the reports', () => {
  it('are nothing, not nought, where there is nothing to count', () => {
    const nothing = { tickets: [], clocks: [], escalations: [], deflectedCount: 0, now };
    for (const [key, { measure: figureOf }] of Object.entries(definitions)) {
      const figure = figureOf(nothing);
      if (figure.unit === 'count') assert.equal(figure.value, 0);
      else if ('value' in figure) assert.equal(figure.value, null, key);
      else if (figure.unit === 'duration') assert.equal(figure.medianMs, null, key);
    }
  });

  it('M1: escalation rate counts tickets, however often each climbed', () => {
    const tickets = [ticket({ escalationCount: 3 }), ticket(), ticket(), ticket()];
    assert.equal(value('escalation_rate', { tickets }), 0.25);
  });

  it('first contact resolution allows one reply, no reopening, no climb', () => {
    const tickets = [
      ticket(),
      ticket({ humanReplyCount: 2 }),
      ticket({ reopenCount: 1 }),
      ticket({ escalationCount: 1 }),
      ticket({ solvedAt: null }),
    ];
    assert.equal(value('first_contact_resolution', { tickets }), 0.25);
  });

  it('breach rate leaves out what still runs and what was called off', () => {
    const clocks = (['met', 'met', 'breached', 'running', 'paused', 'cancelled'] as const).map(
      (status) => ({
        ticketId: 'a',
        metric: 'resolution' as const,
        cycle: 1,
        status,
        elapsedMs: null,
      }),
    );
    assert.equal(value('breach_rate', { clocks }), 1 / 3);
  });

  it('C46: a duration is a median and a ninetieth percentile', () => {
    const clocks = [1, 2, 3, 4, 100].map((elapsedMs, cycle) => ({
      ticketId: 'a',
      metric: 'first_response' as const,
      cycle,
      status: 'met' as const,
      elapsedMs,
    }));
    const figure = measure('first_response_time', { clocks });
    assert.ok(figure.unit === 'duration');
    assert.equal(figure.count, 5);
    assert.equal(figure.medianMs, 3);
    assert.equal(Math.round(figure.p90Ms ?? 0), 62);
    assert.deepEqual(measure('resolution_time', { clocks }), {
      unit: 'duration',
      count: 0,
      medianMs: null,
      p90Ms: null,
    });
  });

  it('satisfaction of escalated tickets stands beside that of the others', () => {
    const tickets = [
      ticket({ score: 5 }),
      ticket({ score: 3 }),
      ticket({ score: 2, escalationCount: 1 }),
      ticket(),
    ];
    assert.equal(value('csat', { tickets }), 1 / 3);
    assert.equal(value('csat_escalated', { tickets }), 0);
    assert.equal(value('csat_others', { tickets }), 0.5);
  });

  it('E6: an escalation is overdue after thirty days, while it is open', () => {
    const row = (days: number, isClosed = false) => ({
      escalationId: 'e',
      ticketId: 'a',
      startedAt: plusMs(now, -days * dayMs),
      closedAt: isClosed ? now : null,
      transferCount: 1,
    });
    const escalations = [row(31), row(30), row(60, true)];
    assert.equal(value('escalations_over_30_days', { escalations }), 1);
    assert.equal(value('transfers_per_escalation', { escalations }), 1);
  });

  it('the share of each tier is set against its goal', () => {
    const tickets = [...Array(8).keys()].map(() => ticket());
    const figure = measure('solved_by_tier', {
      tickets: [...tickets, ticket({ solvedTier: 'L2' }), ticket({ solvedTier: 'L3' })],
    });
    assert.ok(figure.unit === 'by_tier');
    assert.equal(figure.shares.L1, 0.8);
    assert.equal(meetsTierGoal('L1', figure.shares.L1), true);
    assert.equal(meetsTierGoal('L3', figure.shares.L3), false);
    assert.equal(meetsTierGoal('L4', figure.shares.L4), null);
  });

  it('deflection counts what an article answered against all that was asked', () => {
    assert.equal(value('deflection_rate', { tickets: [ticket()], deflectedCount: 3 }), 0.75);
  });

  it('a percentile lies between the least and the greatest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, fraction) => {
          const found = percentile(values, fraction);
          assert.ok(found !== null);
          assert.ok(found >= Math.min(...values) && found <= Math.max(...values));
        },
      ),
    );
  });
});
