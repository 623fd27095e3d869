import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { MatrixReport } from '#contract/matrix.ts';
import type { MatrixContent, MatrixRule, PathStep } from '#contract/matrix-content.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { MoveButtons } from '../move-buttons.tsx';
import { conditionText, type Saying } from './condition-words.ts';
import { StepCell } from './step-cell.tsx';
import { useSaying } from './use-saying.ts';

type Props = {
  readonly content: MatrixContent;
  readonly report: MatrixReport | null;
  /** Null shows without changing. */
  readonly onMove: ((index: number, by: number) => void) | null;
  /** Null is the fallback. */
  readonly onOpen: (ruleId: string | null) => void;
};

/** Rows are kinds of ticket, in the order in which they are tried; columns are the steps. */
export function RuleTable({ content, report, onMove, onOpen }: Props) {
  const t = useTranslation();
  const saying = useSaying();
  const { rules, fallback } = content;
  const steps = Math.max(fallback.length, ...rules.map(({ path }) => path.length));
  return (
    <div
      role="region"
      aria-label={t('matrix.title')}
      tabIndex={0}
      className="overflow-x-auto rounded-card border border-line bg-raised"
    >
      <table className="w-full border-collapse text-start">
        <caption className="sr-only">{t('matrix.title')}</caption>
        <thead>
          <tr className="border-b border-line-strong text-small text-muted">
            <th
              scope="col"
              className="sticky start-0 z-1 bg-raised px-4 py-2 text-start font-medium"
            >
              {t('matrix.kindOfTicket')}
            </th>
            {Array.from({ length: steps }, (_, index) => (
              <th key={index} scope="col" className="px-3 py-2 text-start font-medium">
                {t('matrix.step', { number: index + 1 })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule, index) => (
            <RuleRow
              key={rule.id}
              rule={rule}
              hint={conditionText(rule.when, saying)}
              steps={steps}
              saying={saying}
              concern={concernOf(report, `/rules/${index}`)}
              onOpen={() => onOpen(rule.id)}
              mover={
                onMove && (
                  <MoveButtons
                    name={rule.name}
                    index={index}
                    count={rules.length}
                    onMove={(by) => onMove(index, by)}
                  />
                )
              }
            />
          ))}
          <RuleRow
            rule={{ name: t('matrix.fallback'), path: fallback }}
            hint={t('matrix.fallback.hint')}
            steps={steps}
            saying={saying}
            concern={concernOf(report, '/fallback')}
            onOpen={() => onOpen(null)}
            mover={null}
          />
        </tbody>
      </table>
    </div>
  );
}

type Concern = 'error' | 'warning' | null;

/** Whether something is said of the row, and how bad it is. */
function concernOf(report: MatrixReport | null, at: string): Concern {
  const isWithin = (place: string | null) => place === at || (place?.startsWith(`${at}/`) ?? false);
  if (report?.problems.some((problem) => isWithin(problem.at))) return 'error';
  if (report?.findings.some((finding) => isWithin(finding.at))) return 'warning';
  return null;
}

function RuleRow(props: {
  readonly rule: Pick<MatrixRule, 'name' | 'path'>;
  readonly hint: string;
  readonly steps: number;
  readonly saying: Saying;
  readonly concern: Concern;
  readonly onOpen: () => void;
  readonly mover: React.ReactNode;
}) {
  const { rule, hint, steps, saying, concern, onOpen, mover } = props;
  const { t } = saying;
  const cells: readonly (PathStep | undefined)[] = Array.from(
    { length: steps },
    (_, index) => rule.path[index],
  );
  return (
    <tr className="group border-b border-line align-top last:border-b-0">
      <th
        scope="row"
        className="sticky start-0 z-1 bg-raised px-3 py-3 text-start font-normal desk:px-4"
      >
        <div className="flex w-32 flex-col gap-1 desk:w-60 desk:flex-row desk:items-start">
          <div className="min-w-0 grow">
            <button
              type="button"
              onClick={onOpen}
              className="rounded-small text-start font-medium text-accent-ink hover:underline"
            >
              <bdi>{rule.name === '' ? t('matrix.rule.unnamed') : rule.name}</bdi>
            </button>
            {concern !== null && <ConcernMark concern={concern} />}
            <p className="line-clamp-3 text-small text-pretty text-muted">{hint}</p>
          </div>
          {mover}
        </div>
      </th>
      {cells.map((step, index) => (
        <td key={step?.id ?? index} className="min-w-40 px-3 py-3">
          {step && <StepCell step={step} saying={saying} />}
        </td>
      ))}
    </tr>
  );
}

function ConcernMark({ concern }: { readonly concern: NonNullable<Concern> }) {
  const t = useTranslation();
  const isError = concern === 'error';
  const Icon = isError ? CircleAlert : TriangleAlert;
  const label = t(isError ? 'matrix.rule.hasErrors' : 'matrix.rule.hasFindings');
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={isError ? 'ms-1 inline-block text-danger-ink' : 'ms-1 inline-block text-warm-ink'}
    >
      <Icon aria-hidden className="inline size-4 align-text-bottom" />
    </span>
  );
}
