import { useMutation } from '@tanstack/react-query';
import { readPolicySecret } from '#contract/webhook.ts';
import { call } from '../../../lib/api.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Section } from '../../security/page-frame.tsx';
import { CopyLine } from '../shared/copy-line.tsx';

/** What signs the calls of policies; fetched only when it is asked for, and kept in no cache. */
export function PolicySecretSection() {
  const t = useTranslation();
  const showing = useMutation({ mutationFn: () => call(readPolicySecret), gcTime: 0 });
  const show = (
    <Button isPending={showing.isPending} onPress={() => showing.mutate()}>
      {t('common.show')}
    </Button>
  );
  return (
    <Section
      title={t('webhook.policy')}
      hint={t('webhook.policy.hint')}
      action={showing.data ? undefined : show}
    >
      {showing.isError && <Banner tone="bad">{problemText(t, showing.error)}</Banner>}
      {showing.data && (
        <div className="p-4">
          <CopyLine text={showing.data.secret} />
        </div>
      )}
    </Section>
  );
}
