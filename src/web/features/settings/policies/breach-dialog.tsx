import { useState } from 'react';
import type { Mark, PolicyDocument } from '#contract/policy.ts';
import { useFormat } from '../../../lib/format.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { breachActions } from './policy-words.ts';

type Waivers = PolicyDocument['breachWaivers'];
type Props = {
  /** The mark that makes a breach escalate. */
  readonly guard: Mark;
  readonly onClose: () => void;
  readonly onReplace: (mark: Mark, waivers: Waivers) => void;
};

const replacements = ['usual', 'tell'] as const;
type Replacement = (typeof replacements)[number];

/**
 * Asks what stands in the place of a breach that escalates: the usual mark, or only telling the
 * manager, with a reason that the policy keeps. There is no third way (SPEC D3).
 */
export function BreachDialog({ guard, onClose, onReplace }: Props) {
  const t = useTranslation();
  const format = useFormat();
  const [replacement, setReplacement] = useState<Replacement>('usual');
  const [reason, setReason] = useState('');
  const metrics = format.list(guard.metrics.map((metric) => t(`common.metric.${metric}`)));
  const replace = () => {
    if (replacement === 'usual') {
      onReplace({ ...guard, actions: [...breachActions] }, []);
      return;
    }
    const told = breachActions.filter(({ type }) => type === 'notify');
    const kept = guard.actions.filter(({ type }) => type !== 'escalate' && type !== 'notify');
    const waivers = guard.metrics.map((metric) => ({ metric, reason: reason.trim() }));
    onReplace({ ...guard, actions: [...told, ...kept] }, waivers);
  };
  return (
    <Dialog
      title={t('sla.breach.title')}
      isOpen
      isQuestion
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('sla.breach.keep')}</Button>
          <Button
            variant="danger"
            isDisabled={replacement === 'tell' && reason.trim() === ''}
            onPress={replace}
          >
            {t('sla.breach.replace')}
          </Button>
        </>
      }
    >
      <p className="text-pretty">{t('sla.breach.hint', { metrics })}</p>
      <RadioGroup
        label={t('sla.breach.instead')}
        options={replacements.map((id) => ({
          id,
          label: t(`sla.breach.${id}`),
          description: t(`sla.breach.${id}.hint`),
        }))}
        value={replacement}
        onChange={setReplacement}
      />
      {replacement === 'tell' && (
        <TextArea
          label={t('sla.breach.reason')}
          description={t('sla.breach.reasonHint')}
          isRequired
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
      )}
    </Dialog>
  );
}
