import { useSignedIn } from '../../lib/session.ts';
import { useDirectory } from '../../lib/use-directory.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import type { Option } from '../../ui/option.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TierBadge } from '../../ui/tier-badge.tsx';
import { targetKey } from './target.ts';
import { type TargetOption, targetOptions } from './target-picker.tsx';
import type { Escalating } from './use-escalate.ts';
import { stepWords, whyWords } from './words.ts';

const suggestedId = 'suggested';

/** Whom the matrix suggests, first and with why; then the rest of its path, teams and people. */
export function SuggestedTarget({ escalating }: { readonly escalating: Escalating }) {
  const t = useTranslation();
  const directory = useDirectory();
  const ownId = useSignedIn().agent.id;
  const { preview, wish } = escalating;
  if (preview === null) return <Skeleton className="h-14 w-full" />;
  const { suggested } = preview;
  const first: Option = {
    id: suggestedId,
    label: stepWords(t, suggested.name),
    description: t('escalation.sheet.suggested'),
    ...iconOf(suggested.tier),
  };
  const others = uniqueOptions(
    [
      ...preview.alternatives.map(
        ({ target, name, tier }): TargetOption => ({
          target,
          option: { id: targetKey(target), label: stepWords(t, name), ...iconOf(tier) },
        }),
      ),
      ...targetOptions(t, { directory, ownId }),
    ],
    { target: suggested.target, option: first },
  );
  const why = whyWords(t, suggested.why);
  const rule =
    suggested.ruleName === null
      ? t('escalation.sheet.noRule')
      : t('escalation.sheet.rule', { rule: suggested.ruleName });
  return (
    <ComboBox
      // A choice that came into the list later is a new list to the box.
      key={`${suggested.name} ${others.length}`}
      label={t('escalation.sheet.to')}
      options={[first, ...others.map(({ option }) => option)]}
      value={wish.target === null ? suggestedId : targetKey(wish.target)}
      onChange={(id) => {
        if (id === null) return;
        const chosen = others.find(({ option }) => option.id === id);
        escalating.change({ target: chosen?.target ?? null });
      }}
      description={
        wish.target === null
          ? [t('escalation.sheet.suggested'), rule, ...why].join(' · ')
          : undefined
      }
      error={preview.refusal === 'target_unreachable' ? t('error.target_unreachable') : null}
    />
  );
}

function iconOf(tier: Parameters<typeof TierBadge>[0]['tier'] | null): Pick<Option, 'icon'> {
  return tier === null ? {} : { icon: <TierBadge tier={tier} /> };
}

/** Each once: a person whom the path names by a role is not offered by name again. */
function uniqueOptions(
  options: readonly TargetOption[],
  except: TargetOption,
): readonly TargetOption[] {
  const seenIds = new Set([targetKey(except.target)]);
  const seenPeople = new Set([except.option.label]);
  return options.filter(({ target, option }) => {
    const isSeen =
      seenIds.has(option.id) || (target.kind === 'agent' && seenPeople.has(option.label));
    seenIds.add(option.id);
    if (target.kind !== 'team') seenPeople.add(option.label);
    return !isSeen;
  });
}
