import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { completeSetup, type SetupOutcome, type SetupState } from '#contract/setup.ts';
import { ApiProblem } from '../../lib/api-problem.ts';
import { call } from '../../lib/api.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { enterDesk } from '../sign-in/after-sign-in.ts';
import { answersOf, freshDraft, type SetupDraft, setupSteps, stepOfField } from './draft.ts';

/** The five questions: what was answered, at which one we are, and the sending of it all. */
export function useSetup(state: SetupState) {
  const t = useTranslation();
  const router = useRouter();
  const [draft, setDraft] = useState<SetupDraft>(() => freshDraft(state, t.language));
  const [index, setIndex] = useState(0);
  const [outcome, setOutcome] = useState<SetupOutcome | null>(null);
  const step = setupSteps[index] ?? 'who';
  const isLast = index === setupSteps.length - 1;

  const sending = useMutation({
    mutationFn: () => call(completeSetup, { body: answersOf(draft, state.hasPassword) }),
    onSuccess: async (made) => {
      if (made.invitations.length > 0) setOutcome(made);
      else await enterDesk(router, '/');
    },
    onError: (error) => setIndex(setupSteps.indexOf(stepOf(error))),
  });

  return {
    draft,
    step,
    index,
    isLast,
    outcome,
    error: sending.error,
    isSending: sending.isPending,
    hasPassword: state.hasPassword,
    change: (part: Partial<SetupDraft>) => setDraft({ ...draft, ...part }),
    back: () => setIndex(Math.max(0, index - 1)),
    next: () => {
      if (isLast) sending.mutate();
      else setIndex(index + 1);
    },
    enter: () => enterDesk(router, '/'),
  };
}

export type Setup = ReturnType<typeof useSetup>;

function stepOf(error: unknown) {
  if (!(error instanceof ApiProblem)) return 'start';
  if (error.code === 'password_too_weak') return 'who';
  if (error.code === 'conflict') {
    return error.facts['field'] === 'ownEmail' ? 'who' : 'secondLine';
  }
  const [field] = error.fields;
  return field ? stepOfField(field.path) : 'start';
}
