import { useQuery } from '@tanstack/react-query';
import { readSlaChange, type SlaChange } from '#contract/sla-change.ts';
import { problemText } from '../../lib/problem-text.ts';
import { queryOf } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';

const askEveryMs = 700;

/** How far a change of running clocks has come. It goes on when this is closed. */
export function ApplyProgress({ change }: { readonly change: SlaChange }) {
  const t = useTranslation();
  const asked = useQuery({
    ...queryOf(readSlaChange, { params: { changeId: change.id } }),
    initialData: change,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.state === 'done' ? false : askEveryMs),
  });
  const { state, ticketCount, doneCount, movedCount } = asked.data;
  if (asked.isError) return <Banner tone="bad">{problemText(t, asked.error)}</Banner>;
  if (state === 'done') {
    return <Banner tone="good">{t('sla.apply.done', { count: movedCount })}</Banner>;
  }
  return (
    <>
      <ProgressBar
        label={t('sla.apply.running')}
        share={ticketCount === 0 ? null : doneCount / ticketCount}
        figures={t('sla.apply.figures', { done: doneCount, all: ticketCount })}
      />
      <p className="text-muted">{t('sla.apply.goesOn')}</p>
    </>
  );
}
