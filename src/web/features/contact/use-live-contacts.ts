import { readContact } from '#contract/contact.ts';
import { refresh } from '../../lib/query.ts';
import { useLiveEvents } from '../../lib/use-live.ts';

/** What of a ticket's life shows in the profile of its customer. */
const shown =
  /^(escalation\.(started|closed)|ticket\.(created|state_changed|subject_changed|merge_taken|split)|feedback\.received)$/;

/** Reads customers anew when somebody changes one, and when their ticket takes a turn. */
export function useLiveContacts(ticketId: string | null = null): void {
  useLiveEvents((event) => {
    if (/^(contact|organization)\./.test(event.type)) {
      void refresh('contacts');
      void refresh('organizations');
    } else if (event.ticketId === ticketId && shown.test(event.type)) {
      void refresh('contacts', readContact.url);
    }
  });
}
