import { defineErrors } from './definition.ts';

/** Refusals of the decisions on tickets, messages and clocks. */
export const ticketErrors = defineErrors({
  ticket_closed: {
    status: 409,
    title: 'The ticket is closed.',
    when: 'A closed ticket was to be changed. Closed tickets stay as they are.',
    wayOut: 'Open a follow-up ticket that links to it.',
  },
  ticket_merged: {
    status: 409,
    title: 'The ticket was merged into another.',
    when: 'A ticket that ended in a merge was to be changed.',
    wayOut: 'Go on in the ticket that `facts.ticketId` names.',
  },
  state_unchanged: {
    status: 409,
    title: 'The ticket is in that state already.',
    when: 'A change of state names the state that the ticket has.',
    wayOut: 'Nothing is left to do.',
  },
  state_not_allowed: {
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
  owner_not_available: {
    status: 422,
    title: 'That person cannot own tickets.',
    when: 'The chosen owner is inactive, has a role that works no tickets, or is not in the team.',
    wayOut: 'Choose another agent, or the team alone.',
  },
  team_not_found: {
    status: 422,
    title: 'There is no such team.',
    when: 'The chosen team does not exist in the workspace or is archived.',
    wayOut: 'Choose a team of the directory.',
  },
  message_newer: {
    status: 409,
    title: 'A message arrived while you were writing.',
    when: 'A reply was sent against an older state of the conversation than the current one.',
    wayOut: 'Read the new message, then send again or change your words.',
  },
  message_empty: {
    status: 422,
    title: 'The message is empty.',
    when: 'A reply or note has neither words nor an attachment.',
    wayOut: 'Write something first.',
  },
  message_not_found: {
    status: 404,
    title: 'There is no such message on the ticket.',
    when: 'The message does not exist on this ticket.',
    wayOut: 'Read the ticket again.',
  },
  message_already_sent: {
    status: 409,
    title: 'The message has left already.',
    when: 'A reply was to be undone after its ten seconds.',
    wayOut: 'Send a second message that sets it right.',
  },
  message_not_yours: {
    status: 403,
    title: 'Only its author may take the message back.',
    when: 'A reply was to be undone by somebody else than the one who wrote it.',
    wayOut: 'Ask its author within the ten seconds.',
  },
  pause_in_past: {
    status: 422,
    title: 'The pause would end before now.',
    when: 'A snooze or a pause with a limit names a moment that has passed.',
    wayOut: 'Choose a later moment.',
  },
  snooze_in_past: {
    status: 422,
    title: 'The snooze would end before now.',
    when: 'A snooze names a moment that has passed.',
    wayOut: 'Choose a later moment.',
  },
  no_policy_matches: {
    status: 409,
    title: 'No service-level policy matches.',
    when: 'A ticket meets none of the published policies, the catch-all included.',
    wayOut: 'Publish a policy without conditions as the last one.',
  },
});
