import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import type { Mentionable } from './mentions.ts';

type CalledColleagueProps = {
  readonly called: readonly Mentionable[];
  readonly onNote: () => void;
  readonly onSend: () => void;
};

/** A reply that calls a colleague was most likely meant as a note; nothing left yet. */
export function CalledColleague({ called, onNote, onSend }: CalledColleagueProps) {
  const t = useTranslation();
  const format = useFormat();
  const names = format.list(called.map(({ name }) => name));
  return (
    <div className="px-2 pt-1.5">
      <Banner
        tone="warning"
        actions={
          <>
            <Button size="small" onPress={onSend}>
              {t('ticket.called.send')}
            </Button>
            <Button size="small" variant="primary" autoFocus onPress={onNote}>
              {t('ticket.called.note')}
            </Button>
          </>
        }
      >
        {t('ticket.called', { names })}
      </Banner>
    </div>
  );
}
