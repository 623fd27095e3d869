import { useState } from 'react';
import { ApiProblem } from '../../lib/api-problem.ts';
import { problemText } from '../../lib/problem-text.ts';
import { refresh } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { toast } from '../../ui/toast.tsx';

/** Runs a change of a customer or organization, says it is done, and has what shows it read anew. */
export function useContactChange() {
  const t = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  return {
    isBusy,
    /** What the last try was refused for; a form says at its field what it has said it would. */
    problem,
    run: async (
      change: () => Promise<unknown>,
      done: string,
      saidByForm: readonly string[] = [],
    ): Promise<boolean> => {
      setBusy(true);
      setProblem(null);
      try {
        await change();
        toast({ tone: 'good', text: done });
        return true;
      } catch (error) {
        if (error instanceof ApiProblem) setProblem(error);
        const isSaid = error instanceof ApiProblem && saidByForm.includes(error.code);
        if (!isSaid) toast({ tone: 'bad', text: problemText(t, error) });
        return false;
      } finally {
        setBusy(false);
        void refresh('contacts');
        void refresh('organizations');
        void refresh('tickets');
      }
    },
  };
}
