import { Trash2 } from 'lucide-react';
import type { PolicyDocument } from '#contract/policy.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';

type Props = {
  readonly waivers: PolicyDocument['breachWaivers'];
  readonly onChange: (waivers: PolicyDocument['breachWaivers']) => void;
};

/** Breaches that were consciously chosen not to escalate, each with its reason. */
export function WaiverList({ waivers, onChange }: Props) {
  const t = useTranslation();
  return waivers.map((waiver) => (
    <Banner
      key={waiver.metric}
      tone="warning"
      actions={
        <IconButton
          size="small"
          label={t('common.remove')}
          icon={<Trash2 />}
          onPress={() => onChange(waivers.filter((each) => each !== waiver))}
        />
      }
    >
      {t('sla.waiver', { metric: t(`common.metric.${waiver.metric}`), reason: waiver.reason })}
    </Banner>
  ));
}
