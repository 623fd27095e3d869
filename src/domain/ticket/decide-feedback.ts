import { isScore, scoreMax, scoreMin } from '../feedback/score.ts';
import { mayAsk } from '../feedback/survey.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import type { TicketAggregate } from './aggregate.ts';
import type { TicketCommand } from './command.ts';
import type { DecisionContext } from './context.ts';
import type { TicketEvent } from './event.ts';
import type { TicketRefusal } from './refusal.ts';

type Decision = Result<readonly TicketEvent[], TicketRefusal>;
type CommandOf<T extends TicketCommand['type']> = Extract<TicketCommand, { readonly type: T }>;

/** Decides to ask the customer how it was: once for each solution, and only where one may. */
export function decideRequestFeedback(
  { ticket }: TicketAggregate,
  command: CommandOf<'requestFeedback'>,
  context: DecisionContext,
): Decision {
  if (mayAsk(ticket)) return accept([{ type: 'feedback.requested', surveyId: command.surveyId }]);
  return context.actor.kind === 'system' ? accept([]) : refuse('feedback_not_due');
}

/** Decides an answer. A customer may change their mind; the last answer counts. */
export function decideGiveFeedback(command: CommandOf<'giveFeedback'>): Decision {
  if (!isScore(command.score)) {
    return refuse('score_out_of_range', { min: scoreMin, max: scoreMax });
  }
  const { surveyId, score, hasComment } = command;
  return accept([{ type: 'feedback.received', surveyId, score, hasComment }]);
}
