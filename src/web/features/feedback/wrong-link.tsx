import { Link2Off } from 'lucide-react';
import { ApiProblem } from '../../lib/api-problem.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** A link that opens nothing, in plain words; or a server that could not be asked, and a way on. */
export function WrongLink(props: { readonly error: unknown; readonly onRetry: () => void }) {
  const t = useTranslation();
  const { error, onRetry } = props;
  const isWrong = error instanceof ApiProblem && error.status >= 400 && error.status < 500;
  if (!isWrong || error.status === 429) {
    return (
      <Banner
        tone="bad"
        actions={
          <Button size="small" onPress={onRetry}>
            {t('common.retry')}
          </Button>
        }
      >
        {problemText(t, error)}
      </Banner>
    );
  }
  const hint = t('feedback.wrong.hint');
  return <EmptyState isPage icon={<Link2Off />} title={t('feedback.wrong')} hint={hint} />;
}
