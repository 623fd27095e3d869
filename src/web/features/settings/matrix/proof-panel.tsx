import type { MatrixReport, ProofFinding } from '#contract/matrix.ts';
import type { MatrixContent } from '#contract/matrix-content.ts';
import { type Translate, useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { ProblemList, type ShownProblem } from '../problem-list.tsx';
import { placeText, ruleName } from './place-words.ts';

type Props = { readonly report: MatrixReport; readonly content: MatrixContent };

/** What the proof found: faults that forbid publishing, dead ends, rules that never match. */
export function ProofPanel({ report, content }: Props) {
  const t = useTranslation();
  const problems: ShownProblem[] = [
    ...report.problems.map(({ at, code, values }) => ({
      key: `${at} ${code}`,
      place: placeText(t, content, at),
      text: t(`matrix.problem.${code}`, values),
      severity: 'error' as const,
    })),
    ...report.findings.map((finding) => ({
      key: `${finding.kind} ${finding.at ?? ''} ${finding.byRuleId ?? ''}`,
      place: finding.at === null ? null : placeText(t, content, finding.at),
      text: findingText(t, content, finding),
      severity: 'warning' as const,
    })),
    ...uncovered(t, content, report),
  ];
  if (problems.length === 0) return <Banner tone="good">{t('matrix.proof.good')}</Banner>;
  return <ProblemList problems={problems} />;
}

function findingText(t: Translate, content: MatrixContent, finding: ProofFinding): string {
  const because = finding.why
    .flatMap(({ code, values }) => {
      const key = `escalation.why.${code}`;
      return t.has(key) ? [t(key, { subject: String(values['subject'] ?? '') })] : [];
    })
    .join('. ');
  const rule = ruleName(t, content, finding.byRuleId);
  const text = t(`matrix.proof.${finding.kind}`, { rule });
  return because === '' ? text : `${text} ${because}.`;
}

/** Hours of the week in which nobody on the path is on duty; rows that share a number share a line. */
function uncovered(t: Translate, content: MatrixContent, report: MatrixReport): ShownProblem[] {
  const { paths } = report.coverage;
  const rows = new Map<number, (string | null)[]>();
  for (const { ruleId, isCovered } of paths) {
    const hours = isCovered.filter((each) => !each).length;
    if (hours > 0) rows.set(hours, [...(rows.get(hours) ?? []), ruleId]);
  }
  return [...rows].map(([hours, ruleIds]) => ({
    key: `uncovered ${hours}`,
    place:
      ruleIds.length === paths.length
        ? t('matrix.coverage.everyRow')
        : ruleIds.map((ruleId) => ruleName(t, content, ruleId)).join(', '),
    text: t('matrix.proof.uncovered', { hours }),
    severity: 'warning',
  }));
}
