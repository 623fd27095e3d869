import { Plus, Trash2 } from 'lucide-react';
import type { PolicyCondition, PolicyDocument } from '#contract/policy.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Section } from '../../security/page-frame.tsx';
import { withItem } from '../use-document.ts';
import { ConditionValue } from './condition-value.tsx';
import { attributesOf, emptyCondition } from './condition.ts';

type Props = {
  readonly kind: PolicyDocument['kind'];
  readonly conditions: readonly PolicyCondition[];
  readonly onChange: (conditions: PolicyCondition[]) => void;
};

/** Which tickets the policy is for. All conditions must hold; none at all takes every ticket. */
export function ConditionList({ kind, conditions, onChange }: Props) {
  const t = useTranslation();
  const used = new Set(conditions.map(({ attribute }) => attribute));
  const free = attributesOf(kind).filter((attribute) => !used.has(attribute));
  return (
    <Section
      title={t('sla.conditions')}
      hint={t(conditions.length === 0 ? 'sla.conditions.none' : 'sla.conditions.hint')}
      action={
        <Menu
          label={t('sla.conditions.add')}
          trigger={
            <Button icon={<Plus />} isDisabled={free.length === 0}>
              {t('sla.conditions.add')}
            </Button>
          }
          groups={[
            {
              actions: free.map((attribute) => ({
                id: attribute,
                label: t(`sla.attribute.${attribute}`),
                run: () => onChange([...conditions, emptyCondition(attribute)]),
              })),
            },
          ]}
        />
      }
    >
      {conditions.length > 0 && (
        <ul className="divide-y divide-line">
          {conditions.map((condition, index) => (
            <li key={condition.attribute} className="flex items-start gap-3 px-4 py-3">
              <div className="min-w-0 grow">
                <ConditionValue
                  condition={condition}
                  onChange={(next) => onChange(withItem(conditions, index, next))}
                />
              </div>
              <IconButton
                label={t('sla.conditions.remove', {
                  name: t(`sla.attribute.${condition.attribute}`),
                })}
                icon={<Trash2 />}
                onPress={() => onChange(withItem(conditions, index, null))}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
