import type { DeadlineRefusal } from '#domain/sla/manual-deadline.ts';
import type { TicketRefusal } from '#domain/ticket/refusal.ts';
import { type ErrorDefinition, defineErrors } from './definition.ts';

/**
 * Refusals of the core's decisions on tickets, one for one; `not_permitted` is any request's, and
 * those on clocks stand in `clock-errors.ts`.
 */
const refusals = {
  ticket_closed: {
    status: 409,
    title: 'The ticket is closed.',
    when: 'A closed ticket was to be changed. Closed tickets stay as they are.',
    wayOut: 'Open a follow-up ticket that links to it.',
  },
  ticket_is_spam: {
    status: 409,
    title: 'The ticket is marked as spam.',
    when: 'A ticket marked as spam was to be answered.',
    wayOut: 'Take the mark off first.',
  },
  state_not_reachable: {
    status: 409,
    title: 'The ticket cannot go to that state from here.',
    when: 'The change of state is not one that the ticket can make.',
    wayOut: 'Choose one of the states that the ticket offers.',
  },
  escalation_open: {
    status: 409,
    title: 'An escalation is still open on the ticket.',
    when: 'The ticket was to be closed while its escalation has neither cause nor lesson.',
    wayOut: 'Close the escalation first.',
  },
  pause_not_ahead: {
    status: 422,
    title: 'The pause would end before now.',
    when: 'A pause with a limit names a moment that has passed.',
    wayOut: 'Choose a later moment.',
  },
  pause_not_allowed: {
    status: 422,
    title: 'That state takes no pause.',
    when: 'A limit of a pause was given with a state that does not pause.',
    wayOut: 'Leave the limit out, or choose pending or on hold.',
  },
  snooze_not_ahead: {
    status: 422,
    title: 'The snooze would end before now.',
    when: 'A snooze names a moment that has passed.',
    wayOut: 'Choose a later moment.',
  },
  snooze_not_allowed: {
    status: 409,
    title: 'The ticket cannot be snoozed now.',
    when: 'A solved or closed ticket was to be snoozed.',
    wayOut: 'Reopen it first.',
  },
  reply_not_recallable: {
    status: 409,
    title: 'That message cannot be taken back.',
    when: 'The message is not the last reply of the ticket, or it has left already.',
    wayOut: 'Send a second message that sets it right.',
  },
  undo_window_over: {
    status: 409,
    title: 'The ten seconds are over.',
    when: 'A reply was to be taken back after its undo window.',
    wayOut: 'Send a second message that sets it right.',
  },
  agent_not_found: {
    status: 422,
    title: 'There is no such agent.',
    when: 'The chosen person is not in the workspace.',
    wayOut: 'Choose somebody of the directory.',
  },
  agent_cannot_own: {
    status: 422,
    title: 'That person cannot own tickets.',
    when: 'The chosen owner is inactive or has a role that works no tickets.',
    wayOut: 'Choose another agent, or the team alone.',
  },
  team_not_found: {
    status: 422,
    title: 'There is no such team.',
    when: 'The chosen team does not exist in the workspace or is archived.',
    wayOut: 'Choose a team of the directory.',
  },
  subject_empty: {
    status: 422,
    title: 'The subject is empty.',
    when: 'A ticket was to be opened or renamed without a subject.',
    wayOut: 'Write a few words.',
  },
  subject_too_long: {
    status: 422,
    title: 'The subject is too long.',
    when: 'The subject has more characters than a line can show.',
    wayOut: 'Shorten it; details belong into the message.',
  },
  tag_invalid: {
    status: 422,
    title: 'That is not a tag.',
    when: 'A tag is empty or too long.',
    wayOut: 'Use a short word.',
  },
  too_many_tags: {
    status: 422,
    title: 'The ticket has too many tags.',
    when: 'The change would leave more tags than a ticket may have.',
    wayOut: 'Remove some first.',
  },
  language_invalid: {
    status: 422,
    title: 'That is not a language tag.',
    when: 'The language is no BCP 47 tag.',
    wayOut: 'Use a tag such as `vi` or `zh-Hant`.',
  },
  score_out_of_range: {
    status: 422,
    title: 'The score must be from 1 to 5.',
    when: 'A rating outside the scale was given.',
    wayOut: 'Give a whole number from 1 to 5.',
  },
  feedback_not_due: {
    status: 409,
    title: 'There is no open survey on the ticket.',
    when: 'A rating was given that nobody asked for, or asked for a ticket that is not solved.',
    wayOut: 'Solve the ticket first; the survey follows by itself.',
  },
  ticket_merged: {
    status: 409,
    title: 'The ticket has become part of another one.',
    when: 'A merged ticket was to be changed. What was written on it is on the other ticket.',
    wayOut: 'Go on with the ticket that `facts.ticketId` names.',
  },
  merge_into_itself: {
    status: 422,
    title: 'That is the same ticket.',
    when: 'A ticket was to be merged into itself.',
    wayOut: 'Choose another ticket.',
  },
  merge_target_closed: {
    status: 409,
    title: 'The other ticket is closed.',
    when: 'A ticket was to be merged into a closed one. Closed tickets stay as they are.',
    wayOut: 'Choose a ticket that is not closed.',
  },
  merge_other_customer: {
    status: 409,
    title: 'The tickets are of two customers.',
    when: 'Two tickets were to be merged whose contacts differ. Answers would show one the words of the other.',
    wayOut:
      'Merge the contacts first if they are one person; else answer each on their own ticket.',
  },
  merge_not_alike: {
    status: 409,
    title: 'One of the tickets is for practice.',
    when: 'A practice ticket and a real one were to be merged.',
    wayOut: 'Choose two of one kind.',
  },
  split_not_customer: {
    status: 422,
    title: 'Only a message of the customer can be split off.',
    when: 'A reply, a note or an automatic message was to become a ticket of its own.',
    wayOut: "Choose the customer's message that begins the other matter.",
  },
  split_leaves_nothing: {
    status: 409,
    title: 'Nothing of the customer would be left.',
    when: 'Every message of the customer would have moved to the new ticket.',
    wayOut: 'Split off a later message, or only the one.',
  },
} as const satisfies Record<
  Exclude<TicketRefusal, DeadlineRefusal | 'not_permitted'>,
  ErrorDefinition
>;

/** What the server itself refuses around tickets and messages. */
export const ticketErrors = defineErrors({
  ...refusals,
  merge_unproved_chat: {
    status: 409,
    title: 'The visitor of the chat has not proved who they are.',
    when: 'A chat was to be merged with what others wrote, which its visitor would then read.',
    wayOut: 'Answer each on its own ticket.',
  },
  message_newer: {
    status: 409,
    title: 'A message arrived while you were writing.',
    when: 'A reply was sent against an older state of the conversation than the current one.',
    wayOut: 'Read the new message, then send again or change your words.',
  },
  channel_unsuitable: {
    status: 422,
    title: 'No ticket can be opened on that channel.',
    when: 'The channel is not in the workspace or is switched off, or it is a web chat, which only its visitor can begin.',
    wayOut: 'Choose a channel of the directory of the kind `email` or `api`, or none.',
  },
  contact_without_email: {
    status: 422,
    title: 'The customer has no e-mail address.',
    when: 'A ticket was to be answered by mail, and nobody knows where to.',
    wayOut: 'Add the address to the customer, or choose another channel.',
  },
  message_not_failed: {
    status: 409,
    title: 'The message cannot be sent again.',
    when: 'A message was to be sent again that is on its way or has arrived, that is no reply of a person by mail, or whose customer has no e-mail address.',
    wayOut: 'Read the ticket again; `sendAgainTo` of a message tells whether and where it can go.',
  },
  message_already_sent: {
    status: 409,
    title: 'The message has left already.',
    when: 'A reply was to be taken back while the outbox was sending it.',
    wayOut: 'Send a second message that sets it right.',
  },
});
