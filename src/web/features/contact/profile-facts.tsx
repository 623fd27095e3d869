import { Frown, Meh, Smile } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Contact } from '#contract/contact.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { languageName } from './language-name.ts';

/** The figures one wants at a glance: worth, plan, what is open, how content they were. */
export function ProfileFacts({ contact }: { readonly contact: Contact }) {
  const t = useTranslation();
  const format = useFormat();
  const { organization } = contact;
  const valueCents = Math.max(contact.valueCents, organization?.valueCents ?? 0);
  const plan = organization?.plan ?? contact.plan;
  const open = Math.max(contact.openEscalationCount, organization?.openEscalationCount ?? 0);
  return (
    <dl className="m-0 grid grid-cols-2 gap-x-3 gap-y-2">
      <Fact label={t('contact.value')}>
        <span className="font-medium tabular-nums">
          {format.money(valueCents / 100, contact.currency)}
        </span>
      </Fact>
      <Fact label={t('contact.plan')}>{plan === null ? none(t) : <bdi>{plan}</bdi>}</Fact>
      <Fact label={t('contact.openEscalations')}>
        <span className={open > 0 ? 'font-medium text-hot-ink' : undefined}>
          {format.number(open)}
        </span>
      </Fact>
      <Fact label={t('contact.lastScore')}>
        <Score score={contact.lastScore} />
      </Fact>
      {contact.language !== null && (
        <Fact label={t('contact.language')}>{languageName(t.language, contact.language)}</Fact>
      )}
    </dl>
  );
}

function none(t: ReturnType<typeof useTranslation>): ReactNode {
  return <span className="text-faint">{t('contact.none')}</span>;
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-small text-muted">{label}</dt>
      <dd className="m-0 truncate">{children}</dd>
    </div>
  );
}

function Score({ score }: { readonly score: number | null }) {
  const t = useTranslation();
  if (score === null) return <span className="text-faint">{t('contact.score.none')}</span>;
  const Face = score <= 2 ? Frown : score === 3 ? Meh : Smile;
  return (
    <span className="inline-flex items-center gap-1">
      <Face
        aria-hidden
        className={`size-4 shrink-0 ${score <= 2 ? 'text-hot-ink' : 'text-muted'}`}
      />
      {t('contact.score', { score })}
    </span>
  );
}
