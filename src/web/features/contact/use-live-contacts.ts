import { refresh } from '../../lib/query.ts';
import { useLiveEvents } from '../../lib/use-live.ts';

/** Reads customers anew when somebody changes one, here or at another desk. */
export function useLiveContacts(): void {
  useLiveEvents((event) => {
    if (!/^(contact|organization)\./.test(event.type)) return;
    void refresh('contacts');
    void refresh('organizations');
  });
}
