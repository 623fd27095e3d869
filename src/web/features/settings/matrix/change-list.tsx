import type { MatrixChange } from '#domain/matrix/changes.ts';
import { type Translate, useTranslation } from '../../../lib/use-translation.tsx';

/** What is different from the published matrix, one line each. */
export function ChangeList({ changes }: { readonly changes: readonly MatrixChange[] }) {
  const t = useTranslation();
  if (changes.length === 0) return <p className="text-muted">{t('matrix.change.none')}</p>;
  return (
    <section>
      <h3 className="mb-1 font-semibold">{t('matrix.changes')}</h3>
      <ul className="flex list-disc flex-col gap-1 ps-5">
        {changes.map((change, index) => (
          <li key={index}>{changeText(t, change)}</li>
        ))}
      </ul>
    </section>
  );
}

function changeText(t: Translate, change: MatrixChange): string {
  switch (change.kind) {
    case 'rule_added':
    case 'rule_removed':
    case 'order_changed':
      return t(`matrix.change.${change.kind}`, { name: change.name });
    case 'rule_changed': {
      const { name, isCondition, isPath } = change;
      const what =
        isCondition && isPath ? 'both' : isCondition ? 'condition' : isPath ? 'path' : 'name';
      return t(`matrix.change.rule.${what}`, { name });
    }
    case 'fallback_changed':
      return t('matrix.change.fallback_changed');
    case 'transfer_limit':
    case 'close_within_days':
      return t(`matrix.change.${change.kind}`, { before: change.before, after: change.after });
    default:
      return change satisfies never;
  }
}
