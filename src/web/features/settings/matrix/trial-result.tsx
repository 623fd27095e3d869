import { Check, X } from 'lucide-react';
import type { Finding, MatrixTrial, TrialHop } from '#contract/matrix.ts';
import { useFormat } from '../../../lib/format.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { TierBadge } from '../../../ui/tier-badge.tsx';
import { leafText, type Saying } from './condition-words.ts';
import { useSaying } from './use-saying.ts';

/** Which rule took it, whom it would reach one after another, and why every rule held or failed. */
export function TrialResult({ trial }: { readonly trial: MatrixTrial }) {
  const t = useTranslation();
  return (
    <div className="flex flex-col gap-3">
      <p className="text-read">
        {t('matrix.try.taken')}{' '}
        <bdi className="font-semibold">{trial.rule?.name ?? t('matrix.fallback')}</bdi>
      </p>
      <ol className="flex flex-col gap-2">
        {trial.hops.map((hop, index) => (
          <HopLine key={index} hop={hop} />
        ))}
      </ol>
      <details className="rounded-card border border-line">
        <summary className="px-3 py-2 font-medium">{t('matrix.try.why')}</summary>
        <Explanation trial={trial} />
      </details>
    </div>
  );
}

function HopLine({ hop }: { readonly hop: TrialHop }) {
  const t = useTranslation();
  const format = useFormat();
  const reasons = hop.why.flatMap(({ code, values }) => {
    const key = `escalation.why.${code}`;
    return t.has(key) ? [t(key, { subject: String(values['subject'] ?? '') })] : [];
  });
  return (
    <li className="rounded-card bg-sunken px-3 py-2">
      <p className="flex flex-wrap items-center gap-2">
        <time dateTime={hop.at} className="text-small text-muted">
          {format.dateTime(hop.at)}
        </time>
        <bdi className="font-medium">{hop.who}</bdi>
        {hop.tier && <TierBadge tier={hop.tier} />}
        {!hop.isOnDuty && <Badge tone="warm">{t('matrix.try.offDuty')}</Badge>}
        {hop.stepIndex === null && <Badge tone="danger">{t('matrix.try.lastResort')}</Badge>}
      </p>
      <p className="text-small text-muted">
        {t('matrix.step.acknowledge', { span: format.duration(hop.acknowledgeMinutes * 60_000) })}
        {hop.tell.length > 0 && ` · ${t('matrix.step.tells', { names: format.list(hop.tell) })}`}
      </p>
      {reasons.length > 0 && (
        <p className="text-small text-pretty text-faint">{[...new Set(reasons)].join(' · ')}</p>
      )}
    </li>
  );
}

function Explanation({ trial }: { readonly trial: MatrixTrial }) {
  const saying = useSaying();
  return (
    <ul className="divide-y divide-line border-t border-line">
      {trial.explanation.map(({ ruleId, name, held, finding }) => (
        <li key={ruleId} className="px-3 py-2">
          <Held held={held}>
            <bdi className="font-medium">{name}</bdi>
          </Held>
          <FindingTree finding={finding} saying={saying} />
        </li>
      ))}
    </ul>
  );
}

function FindingTree({ finding, saying }: { readonly finding: Finding; readonly saying: Saying }) {
  const { t } = saying;
  if (finding.kind === 'leaf') {
    const { actual } = finding;
    const shown = Array.isArray(actual) ? actual.join(', ') : String(actual ?? '');
    return (
      <Held held={finding.held}>
        {leafText(finding.expected, saying)}
        {' · '}
        <span className="text-faint">
          {t('matrix.try.actual', { value: shown === '' ? '–' : shown })}
        </span>
      </Held>
    );
  }
  const parts = finding.kind === 'not' ? [finding.of] : finding.of;
  return (
    <div className="border-s border-line ps-3">
      <p className="text-small text-muted">
        {t(finding.kind === 'not' ? 'matrix.negate' : `matrix.group.${finding.kind}`)}
      </p>
      {parts.map((part, index) => (
        <FindingTree key={index} finding={part} saying={saying} />
      ))}
    </div>
  );
}

function Held(props: { readonly held: boolean; readonly children: React.ReactNode }) {
  const t = useTranslation();
  const Icon = props.held ? Check : X;
  return (
    <p className="flex items-start gap-1.5">
      <Icon
        role="img"
        aria-label={t(props.held ? 'matrix.try.held' : 'matrix.try.failed')}
        className={
          props.held ? 'mt-0.5 size-4 shrink-0 text-calm-ink' : 'mt-0.5 size-4 shrink-0 text-faint'
        }
      />
      <span className="min-w-0">{props.children}</span>
    </p>
  );
}
