import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

/** When the list could not be had. */
export function ListProblem(props: { readonly error: Error; readonly onRetry: () => void }) {
  const t = useTranslation();
  return (
    <div className="p-3">
      <Banner
        tone="bad"
        actions={
          <Button size="small" onPress={props.onRetry}>
            {t('common.retry')}
          </Button>
        }
      >
        {problemText(t, props.error)}
      </Banner>
    </div>
  );
}
