import { useQuery } from '@tanstack/react-query';
import { type Health, readHealth } from '#contract/health.ts';
import { useFormat } from '../../../lib/format.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf, refresh } from '../../../lib/query.ts';
import { type Translate, useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { PageFrame, Section } from '../../security/page-frame.tsx';
import { IssueCard } from './issue-card.tsx';
import { LatenessSection } from './lateness-section.tsx';

/** What is wrong with this installation, in sentences. */
export function HealthScreen() {
  const t = useTranslation();
  const health = useQuery({ ...queryOf(readHealth), staleTime: 0, refetchInterval: 30_000 });
  const look = (
    <Button isPending={health.isFetching} onPress={() => void refresh('health')}>
      {t('health.look')}
    </Button>
  );
  return (
    <PageFrame title={t('health.title')} hint={t('health.hint')} action={look}>
      {health.isError && <Banner tone="bad">{problemText(t, health.error)}</Banner>}
      {health.isPending && <SkeletonRows count={3} rowPx={44} />}
      {health.data && <Found health={health.data} />}
      <LatenessSection />
      {health.data && <Installed health={health.data} />}
    </PageFrame>
  );
}

const tones = { well: 'good', degraded: 'warning', ill: 'bad' } as const;

function Found({ health }: { readonly health: Health }) {
  const t = useTranslation();
  const format = useFormat();
  const { status, issues, checks } = health;
  return (
    <>
      <Banner tone={tones[status]}>
        <span className="font-medium">{t(`health.${status}`)}</span>
        {status === 'well' && <span className="block">{t('health.well.hint')}</span>}
      </Banner>
      {issues.map((issue) => (
        <IssueCard key={`${issue.check}/${issue.code}`} issue={issue} />
      ))}
      <Section title={t('health.checks')}>
        <ul className="divide-y divide-line">
          {checks.map(({ name, milliseconds }) => (
            <li key={name} className="flex min-h-9 items-center justify-between gap-2 px-4">
              <span>{checkName(t, name)}</span>
              <span data-tabular className="text-muted">
                {t('health.took', { count: format.number(milliseconds) })}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Installed({ health: { version, startedAt } }: { readonly health: Health }) {
  const t = useTranslation();
  const format = useFormat();
  return (
    <p className="text-small text-faint">
      {t('health.version', { version, date: format.dateTime(startedAt) })}
    </p>
  );
}

/** A check that this desk does not know yet goes by its own name. */
function checkName(t: Translate, name: string): string {
  const key = `health.check.${name}`;
  return t.has(key) ? t(key) : name;
}
