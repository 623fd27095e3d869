import { useState } from 'react';
import { readContact } from '#contract/contact.ts';
import { problemText } from '../../lib/problem-text.ts';
import { refresh } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { toast } from '../../ui/toast.tsx';

/** Runs something a dialog asks for; a refusal is said in words, and the dialog stays. */
export function useTicketAct() {
  const t = useTranslation();
  const [isBusy, setBusy] = useState(false);
  return {
    isBusy,
    /** Answers what the step answered; null when it was refused. */
    run: async <T>(step: () => Promise<T>): Promise<T | null> => {
      setBusy(true);
      try {
        return await step();
      } catch (error) {
        toast({ tone: 'bad', text: problemText(t, error) });
        return null;
      } finally {
        setBusy(false);
        void refresh('tickets');
        // The requests of the customer stand beside the ticket.
        void refresh('contacts', readContact.url);
      }
    },
  };
}
