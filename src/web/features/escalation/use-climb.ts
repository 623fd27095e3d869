import { useState } from 'react';
import { problemText } from '../../lib/problem-text.ts';
import { refresh } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { toast } from '../../ui/toast.tsx';

/** Runs one step of a climb, says that it is done, and has the ticket read anew. */
export function useClimb() {
  const t = useTranslation();
  const [isBusy, setBusy] = useState(false);
  return {
    isBusy,
    /** Answers whether it was done; a refusal is said in words, and what was written stays. */
    run: async (step: () => Promise<unknown>, done: string): Promise<boolean> => {
      setBusy(true);
      try {
        await step();
        toast({ tone: 'good', text: done });
        return true;
      } catch (error) {
        toast({ tone: 'bad', text: problemText(t, error) });
        return false;
      } finally {
        setBusy(false);
        void refresh('tickets');
      }
    },
  };
}
