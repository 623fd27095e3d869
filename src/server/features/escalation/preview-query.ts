import { sql } from 'kysely';
import type { EscalationPreview } from '#contract/escalation.ts';
import { draftBrief, type Spoken } from '#domain/escalation/brief.ts';
import type { ReasonCode, StepTarget } from '#domain/escalation/escalation.ts';
import { type Option, previewEscalation } from '#domain/escalation/preview.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { peopleOf } from '#domain/routing/receiver.ts';
import { readWhy } from '#domain/routing/why.ts';
import type { DecisionContext } from '#domain/ticket/context.ts';
import {
  agentNamed,
  contextOf,
  presentForeseen,
  readAggregate,
  receiverName,
  type WriteCore,
} from '#server/features/ticket/public.ts';
import type { Db } from '#server/platform/db/database.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';

/** What the escalate sheet shows: whom, why, who is told, what follows, and a drafted brief. */
export async function readPreview(
  core: WriteCore,
  actor: StaffActor,
  wish: {
    readonly ticketId: TicketId;
    readonly reason: ReasonCode;
    readonly target: StepTarget | null;
  },
): Promise<EscalationPreview> {
  return transaction(core.db, async (tx) => {
    const { workspaceId } = actor;
    const aggregate = await readAggregate(tx, workspaceId, wish.ticketId);
    if (aggregate === null) throw new RequestRefused('not_found');
    const context = await contextOf(core, tx, {
      request: { workspaceId, actor: { kind: 'agent', id: actor.agentId } },
      contactId: aggregate.ticket.contactId,
    });
    const preview = previewEscalation(aggregate, context, wish);
    const taken = preview.chosen ?? preview.suggested;
    const brief = draftBrief(
      { subject: aggregate.ticket.subject, ...(await readConversation(tx, actor, wish.ticketId)) },
      { reason: wish.reason, neededBy: null },
    );
    return {
      suggested: {
        ...present(preview.suggested, context),
        ruleName: preview.match.rule?.name ?? null,
        why: preview.suggested.why.flatMap((text) => coded(text, context)),
      },
      alternatives: preview.alternatives.map((option) => present(option, context)),
      told: toldOf(taken, context),
      follows: preview.follows.map((each) => presentForeseen(each, context)),
      brief: { wants: brief.wants, tried: brief.tried, needed: brief.needed },
      refusal: preview.refusal,
    };
  });
}

function present(option: Option, context: DecisionContext) {
  return {
    target: option.target,
    name: receiverName(context.directory, option.receiver),
    tier: option.tier,
  };
}

function toldOf(option: Option, context: DecisionContext): string[] {
  const people = new Set([...peopleOf(option.receiver, context.directory), ...option.tell]);
  return [...people].flatMap((id) => agentNamed(context.directory, id)?.name ?? []);
}

/** `code:subject` with a name in place of an id, for the desk to word. */
function coded(text: string, context: DecisionContext) {
  const found = readWhy(text);
  if (found === null) return [];
  const subject = found.subject;
  const { agents, teams } = context.directory;
  const known = [...agents.values(), ...teams.values()].find(({ id }) => id === subject);
  return [{ code: found.code, values: { subject: known?.name ?? subject } }];
}

type Row = Spoken & { readonly kind: 'public' | 'note'; readonly direction: 'in' | 'out' };

async function readConversation(db: Db, actor: StaffActor, ticketId: TicketId) {
  const { rows } = await sql<Row & { readonly at: Instant }>`
    select kind, direction, text, created_at as at
    from message
    where workspace_id = ${actor.workspaceId}
      and ticket_id = ${ticketId}
      and not is_automatic
      and delivery <> 'recalled'
    order by created_at desc
    limit 30
  `.execute(db);
  const messages = rows.reverse();
  return {
    customerMessages: messages.filter(({ direction }) => direction === 'in'),
    agentReplies: messages.filter(
      ({ kind, direction }) => kind === 'public' && direction === 'out',
    ),
    notes: messages.filter(({ kind }) => kind === 'note'),
  };
}
