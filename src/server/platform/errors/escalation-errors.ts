import { defineErrors } from './definition.ts';

/** Refusals of the decisions on escalations and hops, and of publishing a matrix. */
export const escalationErrors = defineErrors({
  escalation_active: {
    status: 409,
    title: 'The ticket is already escalated.',
    when: 'A second escalation was to start while one is open. Two at once would have two handlers.',
    wayOut: 'Pass the current hop on, or close the escalation first.',
  },
  escalation_not_found: {
    status: 404,
    title: 'There is no such escalation on the ticket.',
    when: 'The escalation does not exist, or belongs to another ticket.',
    wayOut: 'Read the ticket again.',
  },
  escalation_still_active: {
    status: 409,
    title: 'A hop of the escalation is still open.',
    when: 'An escalation was to be closed while somebody still works on a hop.',
    wayOut: 'Solve the hop or hand it back first.',
  },
  escalation_closed: {
    status: 409,
    title: 'The escalation is closed.',
    when: 'A closed escalation was to be changed.',
    wayOut: 'Start a new escalation.',
  },
  hop_not_found: {
    status: 404,
    title: 'There is no such hop on the ticket.',
    when: 'The hop does not exist, or belongs to another ticket.',
    wayOut: 'Read the ticket again.',
  },
  hop_ended: {
    status: 409,
    title: 'The hop has ended.',
    when: 'The hop was solved, handed back, passed on, declined or timed out before.',
    wayOut: 'Read the ticket again to see who has it now.',
  },
  hop_already_acknowledged: {
    status: 409,
    title: 'Somebody acknowledged it first.',
    when: 'The hop was offered to several, and another one has taken it.',
    wayOut: 'Nothing: `facts.acknowledgedBy` names who has it.',
  },
  hop_not_acknowledged: {
    status: 409,
    title: 'Nobody has taken the hop on.',
    when: 'A hop was to be given back that waits for somebody already.',
    wayOut: 'Acknowledge it, or decline it.',
  },
  brief_incomplete: {
    status: 422,
    title: 'The handoff brief is not complete.',
    when: 'An escalation by hand says not what the customer wants, what was tried, what is needed.',
    wayOut: 'Fill in the part that `facts` names.',
  },
  words_required: {
    status: 422,
    title: 'Some words are required.',
    when: 'Declining needs a reason; handing back, solving and passing on need an answer.',
    wayOut: 'Write what the next person must know.',
  },
  target_unreachable: {
    status: 409,
    title: 'Nobody can be reached there.',
    when: 'The chosen team or person is away, inactive or archived, and nobody stands in.',
    wayOut: 'Choose another target, or follow the suggested path.',
  },
  target_is_current: {
    status: 409,
    title: 'They have it already.',
    when: 'An escalation or hop names whoever is working on it now.',
    wayOut: 'Choose somebody else.',
  },
  transfer_limit_reached: {
    status: 409,
    title: 'The escalation was passed on too often.',
    when: 'One more transfer would exceed the cap of the matrix; the manager has it now.',
    wayOut: 'Solve it, hand it back, or speak with the manager.',
  },
  matrix_invalid: {
    status: 422,
    title: 'The matrix has faults.',
    when: 'A draft was to be published with an empty path, an unknown team or a wrong number.',
    wayOut: 'Correct what `fields` names, then publish.',
  },
  matrix_unsafe: {
    status: 422,
    title: 'The matrix has dead ends.',
    when: 'A draft was to be published in which a ticket could climb to nobody or in a circle.',
    wayOut: 'Mend what `fields` names, or send `acceptsDeadEnds`, then publish.',
  },
  matrix_unreadable: {
    status: 422,
    title: 'The matrix cannot be read.',
    when: 'A matrix document or file breaks its form; `facts` say where and what was expected.',
    wayOut: 'Correct the place that `facts.at` names.',
  },
  matrix_not_draft: {
    status: 409,
    title: 'That version is not a draft.',
    when: 'A published or archived version was to be changed. Versions never change.',
    wayOut: 'Start a draft from it.',
  },
  policy_invalid: {
    status: 422,
    title: 'The policy cannot be kept.',
    when: 'A policy has a target that can never be reached, or no mark at its breach.',
    wayOut: 'Correct what `facts` names.',
  },
  calendar_invalid: {
    status: 422,
    title: 'The calendar cannot be used.',
    when: 'A calendar never opens within a year, or its hours overlap.',
    wayOut: 'Give it working hours, or make it around the clock.',
  },
  holiday_file_invalid: {
    status: 422,
    title: 'The file of holidays cannot be read.',
    when: 'An iCalendar text has faults; `fields` names each by its line, as `lines.12`. Nothing was saved.',
    wayOut: 'Correct the lines that `fields` names, or export the calendar again.',
  },
  holiday_address_unreadable: {
    status: 422,
    title: 'The address of holidays cannot be read.',
    when: 'An address did not answer, or not with a file; `detail` says how. Nothing was saved.',
    wayOut: 'Check the address in a browser, or download the file and upload it.',
  },
});
