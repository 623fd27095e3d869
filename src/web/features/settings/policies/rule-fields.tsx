import type { PolicyDocument } from '#contract/policy.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { Section } from '../../security/page-frame.tsx';
import { NumberField } from '../number-field.tsx';

type Props = {
  readonly document: PolicyDocument;
  readonly onChange: (part: Partial<PolicyDocument>) => void;
};

const resolutionKinds = ['total', 'first', 'fresh'] as const;
const modes = ['pausable', 'periodic'] as const;
const scopes = ['ticket', 'escalation'] as const;
const changes = ['retroactive', 'fresh_start'] as const;

/** How the clocks count: grace, reopening, updates, and what a change does to those that run. */
export function RuleFields({ document, onChange }: Props) {
  const t = useTranslation();
  const { resolution, update, kind } = document;
  const grace = (
    <NumberField
      label={t('sla.grace')}
      description={t('sla.grace.hint')}
      className="w-full"
      value={document.graceMinutes}
      onChange={(minutes) => onChange({ graceMinutes: minutes ?? 0 })}
    />
  );
  return (
    <Section title={t('sla.rules')}>
      <div className="grid gap-4 p-4 desk:grid-cols-2">
        <Select
          label={t('sla.onChange')}
          description={t('sla.onChange.hint')}
          options={changes.map((id) => ({ id, label: t(`sla.onChange.${id}`) }))}
          value={document.onChange}
          onChange={(onChangeRule) => onChange({ onChange: onChangeRule })}
        />
        {grace}
        {kind === 'hop' ? (
          <Switch
            label={t('sla.sun')}
            description={t('sla.sun.hint')}
            isSelected={document.isFollowTheSun}
            onChange={(isFollowTheSun) => onChange({ isFollowTheSun })}
          />
        ) : (
          <>
            <div className="flex flex-col gap-2">
              <Select
                label={t('sla.resolution')}
                options={resolutionKinds.map((id) => ({ id, label: t(`sla.resolution.${id}`) }))}
                value={resolution.kind}
                onChange={(next) =>
                  onChange({
                    resolution: next === 'fresh' ? { kind: next, afterDays: 7 } : { kind: next },
                  })
                }
              />
              {resolution.kind === 'fresh' && (
                <NumberField
                  label={t('sla.resolution.afterDays')}
                  className="w-full"
                  value={resolution.afterDays}
                  onChange={(days) =>
                    onChange({ resolution: { ...resolution, afterDays: days ?? 0 } })
                  }
                />
              )}
            </div>
            <div className="flex flex-col gap-2">
              <Select
                label={t('sla.update.mode')}
                options={modes.map((id) => ({ id, label: t(`sla.update.${id}`) }))}
                value={update.mode}
                onChange={(mode) => onChange({ update: { ...update, mode } })}
              />
              <Select
                label={t('sla.update.scope')}
                options={scopes.map((id) => ({ id, label: t(`sla.update.${id}`) }))}
                value={update.scope}
                onChange={(scope) => onChange({ update: { ...update, scope } })}
              />
            </div>
          </>
        )}
      </div>
    </Section>
  );
}
