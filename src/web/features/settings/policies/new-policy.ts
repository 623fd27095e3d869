import type { PolicyDocument } from '#contract/policy.ts';
import type { PolicyVersionId } from '#domain/kernel/id.ts';
import { defaultCustomerPolicy, defaultHopPolicy } from '#domain/sla/defaults.ts';
import type { CalendarVersionId } from '#domain/kernel/id.ts';

/** A new policy begins with the targets and marks that every workspace starts from. */
export function newPolicy(
  kind: PolicyDocument['kind'],
  calendarVersionId: string | null,
): PolicyDocument {
  const versionId = '' as PolicyVersionId;
  const begun =
    kind === 'hop'
      ? defaultHopPolicy(versionId, '')
      : defaultCustomerPolicy(versionId, '', (calendarVersionId ?? '') as CalendarVersionId);
  const { id: _, policyId: __, ...document } = begun;
  // Only the brands of the ids differ between the two shapes.
  return {
    ...(document as unknown as PolicyDocument),
    name: '',
    calendarVersionId: kind === 'hop' ? null : calendarVersionId,
  };
}
