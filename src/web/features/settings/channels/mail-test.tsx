import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import { testChannel } from '#contract/channel.ts';
import { call } from '../../../lib/api.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { MailProblem } from '../../../ui/mail-problem.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';

type Ask = z.input<typeof testChannel.schema.body>;

/** Signs in at the mail servers with what stands in the fields, before anything is saved. */
export function MailTest({ ask }: { readonly ask: Ask }) {
  const t = useTranslation();
  const mayManage = useMay()('channel.manage');
  const testing = useMutation({ mutationFn: () => call(testChannel, { body: ask }) });
  const results = [
    { server: 'IMAP', tried: testing.data?.imap ?? null },
    { server: 'SMTP', tried: testing.data?.smtp ?? null },
  ];
  if (!mayManage) return null;
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <div>
        <Button
          isDisabled={ask.settings.imap === null && ask.settings.smtp === null}
          isPending={testing.isPending}
          onPress={() => testing.mutate()}
        >
          {t('channel.test')}
        </Button>
      </div>
      {testing.isPending && <ProgressBar label={t('channel.testing')} share={null} />}
      {testing.isError && <Banner tone="bad">{problemText(t, testing.error)}</Banner>}
      {!testing.isPending &&
        results.map(
          ({ server, tried }) =>
            tried && (
              <Banner key={server} tone={tried.ok ? 'good' : 'bad'}>
                {tried.ok ? (
                  t('channel.test.good', { server })
                ) : (
                  <>
                    {t('channel.test.bad', { server })} <MailProblem problem={tried.problem} />
                  </>
                )}
              </Banner>
            ),
        )}
    </section>
  );
}
