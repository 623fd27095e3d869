import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { completeSetup, type SetupOutcome, type SetupState } from '#contract/setup.ts';
import type { PasswordFault } from '#domain/people/password.ts';
import { ApiProblem } from '../../lib/api-problem.ts';
import { call } from '../../lib/api.ts';
import { queryClient } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { fullView } from '../inbox/full-view.ts';
import { countsQuery } from '../inbox/use-view-counts.ts';
import { enterDesk } from '../sign-in/after-sign-in.ts';
import {
  answersOf,
  freshDraft,
  passwordFaultIn,
  type SetupDraft,
  setupSteps,
  stepOfField,
} from './draft.ts';
import { forgetDraft, keepDraft, keptDraft } from './kept-draft.ts';

/** The five questions: what was answered, at which one we are, and the sending of it all. */
export function useSetup(state: SetupState) {
  const t = useTranslation();
  const router = useRouter();
  const [draft, setDraft] = useState<SetupDraft>(() => keptDraft(freshDraft(state, t.language)));
  const [index, setIndex] = useState(0);
  const [fault, setFault] = useState<PasswordFault | null>(null);
  const [outcome, setOutcome] = useState<SetupOutcome | null>(null);
  const step = setupSteps[index] ?? 'who';
  const isLast = index === setupSteps.length - 1;

  const sending = useMutation({
    mutationFn: () => call(completeSetup, { body: answersOf(draft, state.hasPassword) }),
    onSuccess: async (made) => {
      forgetDraft();
      if (made.invitations.length > 0) setOutcome(made);
      else await enterFull(router);
    },
    onError: (error) => setIndex(setupSteps.indexOf(stepOf(error))),
  });

  /** A complaint is about answers as they were; it goes when one changes or the person moves on. */
  const dropComplaint = () => {
    setFault(null);
    if (sending.isError) sending.reset();
  };
  const goTo = (to: number) => {
    dropComplaint();
    setIndex(to);
  };

  return {
    draft,
    step,
    index,
    isLast,
    outcome,
    passwordFault: fault,
    error: sending.error,
    isSending: sending.isPending,
    hasPassword: state.hasPassword,
    sendsMail: state.sendsMail,
    change: (part: Partial<SetupDraft>) => {
      const changed = { ...draft, ...part };
      dropComplaint();
      setDraft(changed);
      keepDraft(changed);
    },
    back: () => goTo(Math.max(0, index - 1)),
    next: () => {
      const found = step === 'who' && !state.hasPassword ? passwordFaultIn(draft) : null;
      if (found !== null) setFault(found);
      else if (isLast) sending.mutate();
      else goTo(index + 1);
    },
    enter: () => enterFull(router),
  };
}

/** Whoever just took the sample sees some of it, not their own empty list. */
async function enterFull(router: ReturnType<typeof useRouter>): Promise<void> {
  await enterDesk(router, async () => {
    const { counts } = await queryClient.fetchQuery(countsQuery);
    return `/inbox/${fullView(counts) ?? 'mine'}`;
  });
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
