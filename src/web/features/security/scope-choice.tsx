import type { Scope } from '#domain/people/permission.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';

type Props = {
  readonly scopes: readonly Scope[];
  readonly chosen: ReadonlySet<Scope>;
  readonly onChange: (chosen: ReadonlySet<Scope>) => void;
};

/** What a key may do, each by itself; the names are the API's own. */
export function ScopeChoice({ scopes, chosen, onChange }: Props) {
  const t = useTranslation();
  const toggle = (scope: Scope, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) next.add(scope);
    else next.delete(scope);
    onChange(next);
  };
  return (
    <fieldset className="desk:col-span-2">
      <legend className="mb-1 text-small font-medium text-muted">
        {t('security.keys.scopes')}
      </legend>
      <div className="grid grid-cols-2 gap-x-4 rounded-card bg-sunken p-3 desk:grid-cols-3">
        {scopes.map((scope) => (
          <Checkbox
            key={scope}
            label={
              <code dir="ltr" className="font-mono text-small">
                {scope}
              </code>
            }
            isSelected={chosen.has(scope)}
            onChange={(isOn) => toggle(scope, isOn)}
          />
        ))}
      </div>
    </fieldset>
  );
}
