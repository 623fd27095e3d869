import type { ProfileCustom } from '#contract/profile.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { ContactPart } from './contact-part.tsx';

/** The workspace's own fields of a customer. */
export function CustomList({ custom }: { readonly custom: ProfileCustom }) {
  const t = useTranslation();
  const format = useFormat();
  const entries = Object.entries(custom);
  if (entries.length === 0) return null;
  const words = (value: ProfileCustom[string]): string => {
    if (value === null) return '—';
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
    return typeof value === 'number' ? format.number(value) : value;
  };
  return (
    <ContactPart title={t('contact.custom')}>
      <dl className="m-0 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        {entries.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">
              <bdi>{name}</bdi>
            </dt>
            <dd className="m-0 wrap-anywhere">
              <bdi>{words(value)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </ContactPart>
  );
}
