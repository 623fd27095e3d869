import { sql } from 'kysely';
import type { AgentId, TicketId } from '#domain/kernel/id.ts';
import { hourMs, plusMs } from '#domain/kernel/instant.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { TicketCommand } from '#domain/ticket/command.ts';
import { readOpenTickets, runCommands } from '#server/features/ticket/public.ts';
import { copyTicket } from './crowd.ts';
import type { Installation } from './installation.ts';
import { openTicket } from './workspace.ts';

/**
 * Gives an installation a past: tickets that breached, climbed and were dealt with. A desk with a
 * million running clocks has one, and without it PostgreSQL's statistics say that the tables of
 * escalations are empty: it then reads them from end to end for every row that refers to them, until
 * it counts again a minute later.
 */
export async function givePast(home: Installation, count: number): Promise<void> {
  const { belay, clock, workspaceId } = home;
  const openedAt = clock.now();
  const ticketId = await openTicket(belay, workspaceId, 'past');
  await copyTicket(belay.db, ticketId, count - 1);
  await clock.set(plusMs(openedAt, 4 * hourMs));
  await belay.timekeeper.fireDue();
  for (const next of [acknowledge, solve, close, settle]) await runOnAll(home, next);
}

type Next = (aggregate: TicketAggregate) => TicketCommand;

async function runOnAll(home: Installation, next: Next): Promise<void> {
  const { belay, workspaceId } = home;
  const { rows } = await sql<{ id: AgentId }>`
    select id from agent where workspace_id = ${workspaceId}
  `.execute(belay.db);
  const admin = rows[0];
  if (admin === undefined) throw new Error('the workspace has no agent');
  for (let after: TicketId | null = null; ; ) {
    const page = await readOpenTickets(belay.db, workspaceId, { after, limit: 64 });
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.aggregate.ticket.id;
    const results = await belay.core.commit((tx) =>
      runCommands(belay.core, tx, {
        workspaceId,
        requests: page.map(({ aggregate }) => ({
          workspaceId,
          ticketId: aggregate.ticket.id,
          command: next(aggregate),
          actor: { kind: 'agent', id: admin.id },
        })),
      }),
    );
    const refused = results.find(({ ok }) => !ok);
    if (refused !== undefined) throw new Error(`refused: ${JSON.stringify(refused)}`);
  }
}

const acknowledge: Next = (aggregate) => ({
  type: 'escalation',
  command: { type: 'acknowledge', hopId: climbOf(aggregate).hopId },
});

const solve: Next = (aggregate) => ({
  type: 'escalation',
  command: {
    type: 'solveHop',
    hopId: climbOf(aggregate).hopId,
    answer: 'It leaves the store today.',
  },
});

const close: Next = (aggregate) => ({
  type: 'escalation',
  command: {
    type: 'closeEscalation',
    escalationId: climbOf(aggregate).escalationId,
    cause: 'sla_breach',
    lesson: 'The store needs more hands on Mondays.',
  },
});

const settle: Next = () => ({ type: 'changeState', to: 'solved', reason: null, pausedUntil: null });

function climbOf({ escalations }: TicketAggregate) {
  const escalation = escalations.at(-1);
  const hop = escalation?.hops.at(-1);
  if (escalation === undefined || hop === undefined) throw new Error('a ticket has not climbed');
  return { escalationId: escalation.id, hopId: hop.id };
}
