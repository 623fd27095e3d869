import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Mark, PolicyDocument } from '#contract/policy.ts';
import { randomKey } from '../../../lib/random-key.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Button } from '../../../ui/button.tsx';
import { Section } from '../../security/page-frame.tsx';
import { withItem } from '../use-document.ts';
import { BreachDialog } from './breach-dialog.tsx';
import { MarkCard } from './mark-card.tsx';
import { isGuard, metricsOf } from './policy-words.ts';

type Props = {
  readonly document: PolicyDocument;
  readonly onChange: (part: Pick<PolicyDocument, 'marks' | 'breachWaivers'>) => void;
};

/**
 * What happens before, at and after a target. The mark that makes a breach escalate goes only when
 * somebody says what stands in its place (SPEC D3).
 */
export function MarkList({ document, onChange }: Props) {
  const t = useTranslation();
  const { marks, breachWaivers, kind } = document;
  // The guard that is about to go, and what would be left in its place: nothing, or itself without.
  const [losing, setLosing] = useState<{ index: number; next: Mark | null } | null>(null);
  const put = (next: readonly Mark[]) => onChange({ marks: [...next], breachWaivers });
  const change = (index: number, next: Mark | null) => {
    const before = marks[index];
    const isLosing = before !== undefined && isGuard(before) && (next === null || !isGuard(next));
    if (isLosing) setLosing({ index, next });
    else put(withItem(marks, index, next));
  };
  const added: Mark = {
    id: randomKey().slice(0, 8),
    metrics: [...metricsOf[kind]],
    at: { unit: 'percent', percent: 50, time: null },
    actions: [{ type: 'notify', whom: [{ kind: 'handler' }] }],
    rearmBelowPercent: null,
  };
  const guard = losing === null ? null : (marks[losing.index] ?? null);
  return (
    <Section
      title={t('sla.marks')}
      hint={t('sla.marks.hint')}
      action={
        <Button icon={<Plus />} onPress={() => put([...marks, added])}>
          {t('sla.marks.add')}
        </Button>
      }
    >
      <ul className="divide-y divide-line">
        {marks.map((mark, index) => (
          <MarkCard
            key={mark.id}
            mark={mark}
            kind={kind}
            onChange={(next) => change(index, next)}
          />
        ))}
      </ul>
      {losing !== null && guard !== null && (
        <BreachDialog
          guard={guard}
          onClose={() => setLosing(null)}
          onReplace={(replaced, waivers) => {
            const others = breachWaivers.filter(
              ({ metric }) => !waivers.some((waiver) => waiver.metric === metric),
            );
            onChange({
              marks: withItem(marks, losing.index, replaced),
              breachWaivers: [...others, ...waivers],
            });
            setLosing(null);
          }}
        />
      )}
    </Section>
  );
}
