import type { Problem } from '#contract/problem.ts';
import type { RequestRefused } from './refused.ts';
import { errorRegistry } from './registry.ts';

/** Writes the problem document of a refused request (RFC 9457). */
export function problemOf(refused: RequestRefused, requestId: string): Problem {
  const { status, title, wayOut } = errorRegistry[refused.code];
  return {
    type: `/api/v1/docs#error-${refused.code}`,
    title,
    status,
    code: refused.code,
    wayOut,
    requestId,
    ...(refused.detail === undefined ? {} : { detail: refused.detail }),
    ...(refused.facts === undefined ? {} : { facts: { ...refused.facts } }),
    ...(refused.fields === undefined ? {} : { fields: [...refused.fields] }),
  };
}
