import { defineErrors } from './definition.ts';

/** Refusals around customers and their organizations. */
export const contactErrors = defineErrors({
  identity_taken: {
    status: 409,
    title: 'That address or number belongs to another customer.',
    when: 'An identity was to be added that somebody else has; each belongs to one person.',
    wayOut: 'Merge the two: `facts.contactId` names the other one.',
  },
  merge_impossible: {
    status: 409,
    title: 'These two cannot be merged.',
    when: 'A customer was to be merged with itself, with one that is merged already, or erased.',
    wayOut: 'Choose another customer.',
  },
  contact_has_open_tickets: {
    status: 409,
    title: 'The customer still has tickets that are not solved.',
    when: 'A customer was to be erased while somebody works on a request of theirs.',
    wayOut: 'Solve the tickets, or mark them as spam and close them; then erase.',
  },
});
