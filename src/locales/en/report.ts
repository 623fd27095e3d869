import type { Area } from '../catalogue.ts';

export const catalogue = {
  'report.escalation_rate.name': 'Escalation rate',
  'report.escalation_rate.definition':
    'Tickets that were escalated, divided by all tickets created in the period.',
  'report.first_contact_resolution.name': 'First contact resolution',
  'report.first_contact_resolution.definition':
    'Of the tickets solved, those with at most one reply by a person, never reopened and never escalated.',
  'report.first_response_time.name': 'First response time',
  'report.first_response_time.definition':
    'Working time from the customer’s first message to the first public reply of a person. Bots do not count.',
  'report.next_response_time.name': 'Next response time',
  'report.next_response_time.definition':
    'Working time from the oldest unanswered message to its answer.',
  'report.resolution_time.name': 'Resolution time',
  'report.resolution_time.definition': 'Working time from opening to solving, without the pauses.',
  'report.acknowledgement_time.name': 'Acknowledgement time',
  'report.acknowledgement_time.definition':
    'From the offer of a hop to its acknowledgement, by the hours of the receiving team.',
  'report.transfers_per_escalation.name': 'Transfers per escalation',
  'report.transfers_per_escalation.definition':
    'Handovers after the first, on average for each escalation started.',
  'report.solved_by_tier.name': 'Solved by tier',
  'report.solved_by_tier.definition':
    'Which tier solved what share of the solved tickets, beside its goal.',
  'report.breach_rate.name': 'Breach rate',
  'report.breach_rate.definition':
    'Clock cycles that breached, divided by those that were met or breached. Running and cancelled ones are left out.',
  'report.escalations_over_30_days.name': 'Escalations over 30 days',
  'report.escalations_over_30_days.definition':
    'Escalations that have been open for more than thirty days.',
  'report.reopen_rate.name': 'Reopen rate',
  'report.reopen_rate.definition':
    'Tickets reopened at least once, divided by tickets solved at least once.',
  'report.csat.name': 'Satisfaction',
  'report.csat.definition': 'Answers of 4 and 5, divided by all answers.',
  'report.csat_escalated.name': 'Satisfaction, escalated',
  'report.csat_escalated.definition': 'The same share, of tickets that were escalated.',
  'report.csat_others.name': 'Satisfaction, others',
  'report.csat_others.definition': 'The same share, of tickets that were never escalated.',
  'report.deflection_rate.name': 'Answered by articles',
  'report.deflection_rate.definition':
    'Questions that an article answered, divided by those and the tickets opened.',
} as const satisfies Area<'report'>;
