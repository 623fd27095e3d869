import type { Area } from '../catalogue.ts';

/**
 * What Belay writes to customers by itself. No name of a person, team or tier stands in it, and no
 * word of the customer's own: the first automatic answer goes to an address nobody has proved.
 */
export const catalogue = {
  // Said instead of a name: "Hello there".
  'customer.someone': 'there',
  'customer.received_receipt.subject': 'We have received your request (#{ticketNumber})',
  'customer.received_receipt.body':
    'Hello {contactName},\n\nThank you for writing to us. Your request has the number #{ticketNumber}, and a person will answer you here.\n\n{workspaceName}',
  'customer.escalation_started.subject': 'An update on your request #{ticketNumber}',
  'customer.escalation_started.body':
    'Hello {contactName},\n\nYour request needs a specialist, so we have brought in the colleagues who can settle it. You need do nothing. {hasNextUpdate, select, true {You will hear from us again by {nextUpdateBy} at the latest.} other {We will write to you as soon as there is news.}}\n\n{workspaceName}',
  'customer.escalation_acknowledged.subject':
    'A specialist is working on your request #{ticketNumber}',
  'customer.escalation_acknowledged.body':
    'Hello {contactName},\n\nA specialist has taken on your request and is working on it now. {hasNextUpdate, select, true {You will hear from us again by {nextUpdateBy} at the latest.} other {We will write to you as soon as there is news.}}\n\n{workspaceName}',
  'customer.escalation_moved.subject': 'Your request #{ticketNumber} is moving on',
  'customer.escalation_moved.body':
    'Hello {contactName},\n\nTo settle your request sooner we have brought in a further colleague. Everything you told us has been passed on; you need not repeat it. {hasNextUpdate, select, true {You will hear from us again by {nextUpdateBy} at the latest.} other {We will write to you as soon as there is news.}}\n\n{workspaceName}',
  'customer.escalation_waiting.subject':
    'Your request #{ticketNumber} is waiting for an answer from others',
  'customer.escalation_waiting.body':
    'Hello {contactName},\n\nWe are waiting for an answer from a partner before we can go on. We keep asking on your behalf. {hasNextUpdate, select, true {You will hear from us again by {nextUpdateBy} at the latest.} other {We will write to you as soon as there is news.}}\n\n{workspaceName}',
  'customer.escalation_solved.subject': 'We have a solution for your request #{ticketNumber}',
  'customer.escalation_solved.body':
    'Hello {contactName},\n\nOur specialist has found a solution. The details follow in our next message.\n\n{workspaceName}',
  'customer.feedback_request.subject': 'How did we do? (#{ticketNumber})',
  'customer.feedback_request.body':
    'Hello {contactName},\n\nYour request #{ticketNumber} has been solved. Would you tell us how it went? One click is enough:\n\n{surveyUrl}\n\n{workspaceName}',
} as const satisfies Area<'customer'>;
