import { Languages } from 'lucide-react';
import type { TicketPage } from '#contract/ticket-page.ts';
import { classNames } from '../../lib/class-names.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ComposerBox } from './composer-box.tsx';
import type { DraftKind } from './draft-keeper.ts';
import { languageName } from './language-name.ts';
import type { Composing } from './use-composer.ts';

type ComposerProps = { readonly page: TicketPage; readonly composer: Composing };

/** Where one answers the customer, or writes to the colleagues. */
export function Composer({ page, composer }: ComposerProps) {
  const t = useTranslation();
  const { ticket, can } = page;
  const kinds = (['public', 'note'] as const).filter((kind) =>
    can.includes(kind === 'public' ? 'reply' : 'note'),
  );
  if (kinds.length === 0) return null;
  const { kind } = composer;
  return (
    <section
      aria-label={t('ticket.composer')}
      className={classNames(
        'flex shrink-0 flex-col border-t',
        kind === 'note' ? 'border-transparent bg-note' : 'border-line bg-surface',
      )}
    >
      <div className="flex items-center gap-1 px-2 pt-1.5">
        {kinds.map((each) => (
          <KindButton
            key={each}
            kind={each}
            isOn={each === kind}
            onPress={() => composer.write(each)}
          />
        ))}
        <span className="ms-auto flex min-w-0 items-center gap-1.5 pe-1 text-small text-muted">
          {kind === 'public' ? (
            <>
              <Languages aria-hidden className="size-3.5 shrink-0" />
              <span className="truncate">
                {t('ticket.replyIn', { language: languageName(ticket.language, t.language) })}
              </span>
            </>
          ) : (
            <span className="truncate text-note-ink">{t('ticket.note.hint')}</span>
          )}
        </span>
      </div>
      <ComposerBox key={kind} page={page} composer={composer} />
    </section>
  );
}

function KindButton(props: {
  readonly kind: DraftKind;
  readonly isOn: boolean;
  readonly onPress: () => void;
}) {
  const { kind, isOn, onPress } = props;
  const t = useTranslation();
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className={classNames(
        'flex h-7 cursor-default items-center gap-1.5 rounded-control px-2 font-medium pointer-coarse:h-10',
        isOn ? 'text-ink' : 'text-muted hover:text-ink',
      )}
    >
      <span
        className={classNames(
          isOn && 'underline decoration-2 underline-offset-6',
          kind === 'note' ? 'decoration-note-ink' : 'decoration-accent-ink',
        )}
      >
        {t(kind === 'public' ? 'ticket.reply' : 'ticket.note')}
      </span>
      <Kbd binding={kind === 'public' ? 'r' : 'x'} />
    </button>
  );
}
