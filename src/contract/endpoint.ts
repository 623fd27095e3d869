import type { Permission, Scope } from '#domain/people/permission.ts';
import type { z } from 'zod';

/**
 * One operation of the API, declared once. The server registers it with a handler
 * (`route({ ...listTickets, handler })`), the desk calls it (`call(listTickets, { query })`),
 * and OpenAPI, validation and types all come from the same schemas.
 */
export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters in Fastify's form: `/api/v1/tickets/:ticketId`. */
  readonly url: string;
  /** One sentence for the API page. */
  readonly summary: string;
  /** The noun under which the API page lists it. */
  readonly tag: string;
  /**
   * What the person must be allowed. `signed_in` for what everybody does for themselves, `visitor`
   * for customers with a signed token, `public` for what needs no sign-in.
   */
  readonly permission: Permission | 'signed_in' | 'visitor' | 'public';
  /** What an API key must carry; `null` where keys are not accepted. */
  readonly scope: Scope | null;
  /** The status of success: 200 unless said, 204 without a response. */
  readonly status?: 200 | 201 | 202;
  readonly schema: {
    readonly params?: z.ZodType;
    readonly query?: z.ZodType;
    readonly body?: z.ZodType;
    readonly response?: z.ZodType;
  };
};

/** Keeps the schemas' exact types, which an annotation would widen. */
export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}
