import type { FormEvent } from 'react';
import { isDeliveryProblem } from '#domain/ticket/mail-problem.ts';
import { ApiProblem } from '../../lib/api-problem.ts';
import { problemText } from '../../lib/problem-text.ts';
import { type Translate, useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EntryFrame } from '../sign-in/entry-frame.tsx';
import { passwordFaultText } from '../sign-in/password-fault.ts';
import { KindStep } from './kind-step.tsx';
import { SecondLineStep } from './second-line-step.tsx';
import { MailProblem } from '../../ui/mail-problem.tsx';
import { StartStep } from './start-step.tsx';
import { StepMarks } from './step-marks.tsx';
import type { Setup } from './use-setup.ts';
import { WhereStep } from './where-step.tsx';
import { WhoStep } from './who-step.tsx';

/** What the mail server of the refused mailbox had against it. */
function mailProblemIn(error: unknown) {
  if (!(error instanceof ApiProblem)) return null;
  const { problem, detail } = error.facts;
  if (typeof problem !== 'string' || !isDeliveryProblem(problem)) return null;
  return { code: problem, detail: typeof detail === 'string' ? detail : null };
}

function leadOf(t: Translate, { step, sendsMail }: Setup): string {
  if (step === 'secondLine' && !sendsMail) return t('setup.secondLine.hintWithoutMail');
  return t(`setup.${step}.hint`);
}

/** One question at a time; Enter goes on, and what was answered can be changed until the end. */
export function SetupForm({ setup }: { readonly setup: Setup }) {
  const t = useTranslation();
  const { step, index, error } = setup;
  const isPasswordFault = passwordFaultText(t, error) !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setup.next();
  };
  return (
    <EntryFrame title={t(`setup.${step}.title`)} lead={leadOf(t, setup)} isWide>
      {error !== null && !isPasswordFault && (
        <Banner tone="bad">
          {problemText(t, error)} <MailProblem problem={mailProblemIn(error)} />
        </Banner>
      )}
      <form key={step} onSubmit={submit} className="flex flex-col gap-6">
        <StepContent setup={setup} />
        <div className="flex items-center gap-2">
          <StepMarks index={index} />
          <span className="grow" />
          {index > 0 && (
            <Button size="large" variant="quiet" isDisabled={setup.isSending} onPress={setup.back}>
              {t('common.back')}
            </Button>
          )}
          <Button type="submit" size="large" variant="primary" isPending={setup.isSending}>
            {t(setup.isLast ? 'setup.finish' : 'common.next')}
          </Button>
        </div>
      </form>
    </EntryFrame>
  );
}

function StepContent({ setup }: { readonly setup: Setup }) {
  switch (setup.step) {
    case 'who':
      return <WhoStep setup={setup} />;
    case 'where':
      return <WhereStep setup={setup} />;
    case 'kind':
      return <KindStep setup={setup} />;
    case 'secondLine':
      return <SecondLineStep setup={setup} />;
    case 'start':
      return <StartStep setup={setup} />;
    default:
      return setup.step satisfies never;
  }
}
