import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { listCalendars } from '#contract/calendar.ts';
import { type PolicyDocument, readPolicy } from '#contract/policy.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { PageFrame } from '../../security/page-frame.tsx';
import { newPolicy } from './new-policy.ts';
import { PolicyForm } from './policy-form.tsx';

/** One policy by its id, or a new one: `new-customer`, `new-hop`. */
export function PolicyScreen() {
  const policyId = useParams({ strict: false, select: (params) => params.policyId ?? '' });
  if (policyId === 'new-customer') return <NewPolicy kind="customer" />;
  if (policyId === 'new-hop') return <NewPolicy kind="hop" />;
  return <KnownPolicy policyId={policyId} />;
}

function NewPolicy({ kind }: { readonly kind: PolicyDocument['kind'] }) {
  const calendars = useQuery(queryOf(listCalendars));
  if (!calendars.data) return <Waiting error={calendars.error} />;
  const { items } = calendars.data;
  const first = items.find(({ archivedAt }) => archivedAt === null);
  const begun = newPolicy(kind, first?.current.id ?? null);
  return <PolicyForm key={kind} policy={null} begun={begun} calendars={items} />;
}

function KnownPolicy({ policyId }: { readonly policyId: string }) {
  const policy = useQuery(queryOf(readPolicy, { params: { policyId } }));
  const calendars = useQuery(queryOf(listCalendars));
  if (!policy.data || !calendars.data) return <Waiting error={policy.error ?? calendars.error} />;
  const { current } = policy.data;
  return (
    <PolicyForm
      key={current.id}
      policy={policy.data}
      begun={current.document}
      calendars={calendars.data.items}
    />
  );
}

function Waiting({ error }: { readonly error: Error | null }) {
  const t = useTranslation();
  return (
    <PageFrame title={t('sla.policies')}>
      {error ? <Banner tone="bad">{problemText(t, error)}</Banner> : <SkeletonRows />}
    </PageFrame>
  );
}
