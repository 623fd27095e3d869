import type { ErrorDefinition } from './definition.ts';
import { accountErrors } from './account-errors.ts';
import { clockErrors } from './clock-errors.ts';
import { contactErrors } from './contact-errors.ts';
import { escalationErrors } from './escalation-errors.ts';
import { requestErrors } from './request-errors.ts';
import { ticketErrors } from './ticket-errors.ts';

/**
 * Every code that the API may answer, in one place. A code never changes its meaning; one that is
 * no longer used is removed with a line in the changelog. `docs/api/errors.md` is made from it.
 */
export const errorRegistry = {
  ...requestErrors,
  ...accountErrors,
  ...contactErrors,
  ...ticketErrors,
  ...clockErrors,
  ...escalationErrors,
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorRegistry;

/** Whether the text is a code of the registry. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorRegistry, text);
}

/** The locale key under which the desk finds the title of a code. */
export function titleKey(code: ErrorCode): `error.${ErrorCode}` {
  return `error.${code}`;
}

export const errorCodes: readonly ErrorCode[] = Object.keys(errorRegistry).filter(isErrorCode);
