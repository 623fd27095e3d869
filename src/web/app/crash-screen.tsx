import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { Unplug } from 'lucide-react';
import { useEffect } from 'react';
import { ApiProblem } from '../lib/api-problem.ts';
import { problemText } from '../lib/problem-text.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** When a screen breaks: what it means in plain words, a way on, and details for who can use them. */
export function CrashScreen({ error, reset }: ErrorComponentProps) {
  const t = useTranslation();
  const router = useRouter();
  const { reset: forgetErrors } = useQueryErrorResetBoundary();
  useEffect(() => forgetErrors(), [forgetErrors]);
  const failure = error instanceof Error ? error : new Error(String(error));
  const isOutdated = /dynamically imported module|module script failed/i.test(failure.message);
  const tryAgain = () => {
    // A newer Belay has other file names: only a fresh page knows them.
    if (isOutdated) location.reload();
    else void router.invalidate().then(reset);
  };
  const isProblem = error instanceof ApiProblem;
  return (
    <div role="alert" className="flex h-full flex-col">
      <EmptyState
        isPage
        icon={<Unplug />}
        title={
          isProblem ? problemText(t, error) : t(isOutdated ? 'common.newVersion' : 'common.crash')
        }
        hint={isProblem || isOutdated ? undefined : t('common.crash.hint')}
        action={
          <Button variant="primary" onPress={tryAgain}>
            {t(isOutdated ? 'common.reload' : 'common.retry')}
          </Button>
        }
      />
      <details className="mx-auto mb-6 max-w-160 px-4 text-small text-muted">
        <summary className="cursor-default">{t('common.crash.details')}</summary>
        <pre
          dir="ltr"
          className="mt-2 overflow-x-auto rounded-card bg-sunken p-3 font-mono text-tiny"
        >
          {isProblem ? `${error.code} ${error.requestId ?? ''}\n` : ''}
          {failure.stack ?? failure.message}
        </pre>
      </details>
    </div>
  );
}
