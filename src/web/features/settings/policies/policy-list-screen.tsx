import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { listPolicies, orderPolicies, type PolicyList } from '#contract/policy.ts';
import { call } from '../../../lib/api.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf, refresh } from '../../../lib/query.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { PageFrame, Section } from '../../security/page-frame.tsx';
import { ApplyDialog } from '../apply-dialog.tsx';
import { ProblemList, type ShownProblem } from '../problem-list.tsx';
import { withMoved } from '../use-document.ts';
import { PolicyLine } from './policy-line.tsx';

const kinds = ['customer', 'hop'] as const;

/** Every policy in the order in which they are tried. */
export function PolicyListScreen() {
  const t = useTranslation();
  const may = useMay();
  const policies = useQuery(queryOf(listPolicies));
  const [isApplying, setApplying] = useState(false);
  const ordering = useMutation({
    mutationFn: (policyIds: string[]) => call(orderPolicies, { body: { policyIds } }),
    onSettled: () => refresh(listPolicies.tag),
  });
  const mayWrite = may('policy.write');
  const list = policies.data;
  const inUse = list?.items.filter(({ archivedAt }) => archivedAt === null) ?? [];
  const away = list?.items.filter(({ archivedAt }) => archivedAt !== null) ?? [];
  const move = (id: string, by: number) => {
    // A policy moves among its own kind: the kinds do not compete.
    const own = inUse.filter(({ kind }) => kind === inUse.find((each) => each.id === id)?.kind);
    const others = inUse.filter((each) => !own.includes(each));
    const moved = withMoved(
      own,
      own.findIndex((each) => each.id === id),
      by,
    );
    ordering.mutate([...moved, ...others].map((each) => each.id));
  };
  return (
    <PageFrame
      title={t('sla.policies')}
      hint={t('sla.policies.hint')}
      action={mayWrite && <Acts onApply={() => setApplying(true)} />}
    >
      {policies.isError && <Banner tone="bad">{problemText(t, policies.error)}</Banner>}
      {ordering.isError && <Banner tone="bad">{problemText(t, ordering.error)}</Banner>}
      {policies.isPending && <SkeletonRows count={4} />}
      {list && <ProblemList problems={orderProblems(list, t)} />}
      {kinds.map((kind) => {
        const own = inUse.filter((each) => each.kind === kind);
        return (
          <Section key={kind} title={t(`sla.kind.${kind}`)} hint={t(`sla.kind.${kind}.hint`)}>
            <ol className="divide-y divide-line">
              {own.map((policy, index) => (
                <PolicyLine
                  key={policy.id}
                  policy={policy}
                  place={{ index, count: own.length }}
                  onMove={mayWrite ? (by) => move(policy.id, by) : null}
                />
              ))}
            </ol>
          </Section>
        );
      })}
      {away.length > 0 && (
        <Section title={t('settings.archived')}>
          <ul className="divide-y divide-line">
            {away.map((policy) => (
              <PolicyLine key={policy.id} policy={policy} place={null} onMove={null} />
            ))}
          </ul>
        </Section>
      )}
      {isApplying && (
        <ApplyDialog
          scope={{ kind: 'policies' }}
          onClose={() => {
            setApplying(false);
            void refresh(listPolicies.tag);
          }}
        />
      )}
    </PageFrame>
  );
}

function Acts({ onApply }: { readonly onApply: () => void }) {
  const t = useTranslation();
  return (
    <span className="flex flex-wrap gap-2">
      <Button onPress={onApply}>{t('sla.apply')}</Button>
      <Menu
        label={t('sla.policy.new')}
        trigger={
          <Button variant="primary" icon={<Plus />}>
            {t('sla.policy.new')}
          </Button>
        }
        groups={[
          {
            actions: kinds.map((kind) => ({
              id: kind,
              label: t(`sla.kind.${kind}`),
              href: `/settings/policies/new-${kind}`,
            })),
          },
        ]}
      />
    </span>
  );
}

function orderProblems(list: PolicyList, t: ReturnType<typeof useTranslation>): ShownProblem[] {
  return list.problems.flatMap(({ path, code, severity, value }) => {
    const key = `sla.problem.${code}`;
    if (!t.has(key)) return [];
    const kind = kinds.find((each) => each === path);
    const place = kind === undefined ? value : t(`sla.kind.${kind}`);
    return [{ key: `${path} ${code}`, place, text: t(key, { value: value ?? '' }), severity }];
  });
}
