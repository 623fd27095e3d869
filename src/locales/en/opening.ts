import type { Area } from '../catalogue.ts';

export const catalogue = {
  'opening.customer.new': 'New customer',
  'opening.customer.known': 'Choose a known customer',
  'opening.customer.missing': 'Choose the customer, or add a new one.',
  'opening.customer.gone': 'This customer is no longer there. Choose another.',
  'opening.reach': 'E-mail or telephone',
  'opening.reach.invalid': 'Enter an e-mail address or a telephone number.',
  'opening.channel': 'Answer on',
  'opening.channel.none': 'By telephone or in person',
  'opening.channel.none.hint': 'Nothing is sent from the ticket.',
  'opening.channel.needed': 'A message to the customer needs a channel that can carry it.',
  'opening.suggested': 'Suggested: {name}',
  'opening.suggested.nobody': 'Nobody yet: the queue of the team',
  'opening.owner.me': '{name} (me)',
  'opening.begin': 'Begin with',
  'opening.begin.public': 'A message to the customer',
  'opening.begin.said': 'What the customer said',
  'opening.begin.note': 'Only a note',
  'opening.hint.public':
    'It goes out when you open the ticket. The first response is due once the customer writes.',
  'opening.hint.said': 'A call or a visit that you write down. The first response is due from now.',
  'opening.hint.note':
    'Only colleagues see it. The first response is due once the customer writes.',
  'opening.text.missing': 'Write a few words.',
  'opening.open': 'Open the ticket',
  'opening.done': 'Ticket {number} is open',
  'opening.clear': 'Start over',
} as const satisfies Area<'opening'>;
