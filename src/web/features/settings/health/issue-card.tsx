import type { HealthIssue } from '#contract/health.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';

/** One thing that is wrong: in the reader's words where this desk has them, else in the server's. */
export function IssueCard({ issue }: { readonly issue: HealthIssue }) {
  const t = useTranslation();
  const sentenceKey = `health.issue.${issue.code}`;
  const mendKey = `health.issue.${issue.code}.mend`;
  const sentence = t.has(sentenceKey) ? t(sentenceKey, issue.facts) : issue.sentence;
  const mend = t.has(mendKey) ? t(mendKey, issue.facts) : issue.mend;
  return (
    <section className="flex flex-col gap-1 rounded-card border border-line bg-raised p-4">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={issue.severity === 'critical' ? 'danger' : 'warm'}>
          {t(`health.${issue.severity}`)}
        </Badge>
        <span className="font-medium" dir="auto">
          {sentence}
        </span>
      </p>
      <p className="text-pretty text-muted" dir="auto">
        {t('health.mend')}: {mend}
      </p>
    </section>
  );
}
