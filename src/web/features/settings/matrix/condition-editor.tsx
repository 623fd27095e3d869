import { Trash2 } from 'lucide-react';
import type { Condition, LeafCondition } from '#contract/matrix-content.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import { withItem } from '../use-document.ts';
import { AddCondition } from './add-condition.tsx';
import { LeafEditor } from './leaf-editor.tsx';

type Group = Extract<Condition, { kind: 'all' | 'any' }>;
type Props = {
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
  /** How deep it lies; deeper groups than a person can read are not offered. */
  readonly depth?: number;
};

const kinds = ['all', 'any'] as const;
const offeredDepthMax = 3;

/** Conditions in groups that hold together or one for all; a single one is a group of its own. */
export function ConditionEditor({ condition, onChange, depth = 1 }: Props) {
  const t = useTranslation();
  const group: Group =
    condition.kind === 'all' || condition.kind === 'any'
      ? condition
      : { kind: 'all', of: [condition] };
  const put = (of: Condition[]) => onChange({ ...group, of });
  return (
    <div
      className={
        depth > 1 ? 'flex flex-col gap-2 border-s-2 border-line-strong ps-3' : 'flex flex-col gap-2'
      }
    >
      <Select
        label={t('matrix.group')}
        isLabelHidden
        className="w-64"
        options={kinds.map((id) => ({ id, label: t(`matrix.group.${id}`) }))}
        value={group.kind}
        onChange={(kind) => onChange({ ...group, kind })}
      />
      {group.of.length === 0 && (
        <p className="text-muted">
          {t(group.kind === 'all' ? 'matrix.condition.always' : 'matrix.condition.never')}
        </p>
      )}
      {group.of.map((part, index) => (
        <ConditionPart
          key={index}
          part={part}
          depth={depth}
          onChange={(next) => put(withItem(group.of, index, next))}
        />
      ))}
      <AddCondition
        isGroupOffered={depth < offeredDepthMax}
        onAdd={(added) => put([...group.of, added])}
      />
    </div>
  );
}

function ConditionPart(props: {
  readonly part: Condition;
  readonly depth: number;
  readonly onChange: (condition: Condition | null) => void;
}) {
  const { part, depth, onChange } = props;
  const t = useTranslation();
  const isNegated = part.kind === 'not';
  const inner = isNegated ? part.of : part;
  const put = (next: Condition) => onChange(isNegated ? { kind: 'not', of: next } : next);
  return (
    <div className="flex items-start gap-2 rounded-control bg-sunken px-3 py-2">
      <div className="flex min-w-0 grow flex-col gap-1">
        {isNested(inner) ? (
          <ConditionEditor condition={inner} depth={depth + 1} onChange={put} />
        ) : (
          <LeafEditor leaf={inner} onChange={put} />
        )}
        <Checkbox
          label={t('matrix.negate')}
          isSelected={isNegated}
          onChange={(isOn) => onChange(isOn ? { kind: 'not', of: inner } : inner)}
        />
      </div>
      <IconButton
        size="small"
        label={t('matrix.condition.remove')}
        icon={<Trash2 />}
        onPress={() => onChange(null)}
      />
    </div>
  );
}

function isNested(condition: Condition): condition is Exclude<Condition, LeafCondition> {
  return condition.kind === 'all' || condition.kind === 'any' || condition.kind === 'not';
}
