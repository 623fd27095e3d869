import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  archivePolicy,
  createPolicy,
  listPolicies,
  type PolicyDetail,
  type PolicyDocument,
  readPolicyVersion,
  savePolicy,
} from '#contract/policy.ts';
import { call } from '../../../lib/api.ts';
import { refresh } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useDocument } from '../use-document.ts';

export function usePolicyForm(policy: PolicyDetail | null, begun: PolicyDocument) {
  const t = useTranslation();
  const navigate = useNavigate();
  const form = useDocument(begun);
  const saving = useMutation({
    mutationFn: () =>
      policy === null
        ? call(createPolicy, { body: { document: form.document } })
        : call(savePolicy, {
            params: { policyId: policy.id },
            body: { document: form.document, version: policy.current.version },
          }),
    onSuccess: async (saved) => {
      toast({ text: t('common.saved'), tone: 'good' });
      await refresh(listPolicies.tag);
      if (policy === null) void navigate({ href: `/settings/policies/${saved.id}` });
    },
  });
  const archiving = useMutation({
    mutationFn: (isArchived: boolean) =>
      call(archivePolicy, { params: { policyId: policy?.id ?? '' }, body: { isArchived } }),
    onSuccess: () => refresh(listPolicies.tag),
  });
  const taking = useMutation({
    mutationFn: (versionId: string) =>
      call(readPolicyVersion, { params: { policyId: policy?.id ?? '', versionId } }),
    onSuccess: ({ document }) => form.change(document),
  });
  return {
    ...form,
    saving,
    archiving,
    take: (versionId: string) => taking.mutate(versionId),
    error: saving.error ?? archiving.error ?? taking.error,
  };
}
