import type { Permission, Scope } from '#domain/people/permission.ts';
import type { z } from 'zod';

/**
 * One operation of the API, declared once. The server registers it with a handler
 * (`route({ ...listTickets, handler })`), the desk calls it (`call(listTickets, { query })`),
 * and OpenAPI, validation and types all come from the same schemas.
 */
export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters in Fastify's form: `/api/v1/tickets/:ticketId`. */
  readonly url: string;
  readonly summary: string;
  /** The noun under which the API page lists it. */
  readonly tag: string;
  /**
   * What the person must be allowed. `signed_in` for what everybody does for themselves, `public`
   * for what needs no sign-in.
   */
  readonly permission: Permission | 'signed_in' | 'public';
  /** What an API key must carry; `null` where keys are not accepted. */
  readonly scope: Scope | null;
  /** The status of success: 200 unless said. */
  readonly status?: 200 | 201 | 202 | 204;
  readonly schema: {
    readonly params?: Params;
    readonly query?: Query;
    readonly body?: Body;
    readonly response: Response;
  };
};

/** Keeps the schemas' exact types, which an annotation would widen. */
export function endpoint<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
>(definition: Endpoint<Params, Query, Body, Response>): Endpoint<Params, Query, Body, Response> {
  return definition;
}
