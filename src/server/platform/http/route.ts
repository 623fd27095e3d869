import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Permission, Scope } from '#domain/people/permission.ts';
import type { ErrorCode } from '../errors/registry.ts';
import type { Principal, StaffActor, VisitorActor } from './principal.ts';

/**
 * Who may call a route: holders of a permission, anyone signed in at the desk or with a key,
 * a visitor of the widget or portal, or everyone. Public routes check what they are given
 * (a signed link, a password) themselves.
 */
export type Guard = Permission | 'signed_in' | 'visitor' | 'public';

export type ActorFor<G extends Guard> = G extends 'public'
  ? Principal | null
  : G extends 'visitor'
    ? VisitorActor
    : StaffActor;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler gets: everything parsed, and an actor whom the guard let through. */
export type RouteContext<G extends Guard, P, Q, B> = {
  readonly actor: ActorFor<G>;
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  /** The version that `If-Match` names; null when the header is absent. */
  readonly ifMatch: number | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

type Schema<P, Q, B, R> = {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Left out: the route answers 204, or `produces` something else than JSON. */
  readonly response?: R;
};

type RouteMeta<G extends Guard> = {
  readonly method: Method;
  /** The whole path, for instance `/api/v1/tickets/:ticketId`. */
  readonly url: string;
  /** One sentence for the API page. */
  readonly summary: string;
  readonly permission: G;
  /** The scope an API key needs; null when no key may call the route. */
  readonly scope: Scope | null;
  /** The status of success: 200 by default, 204 without a response schema. */
  readonly status?: 200 | 201 | 202;
  /** Codes that this route answers beyond those that any route may; documented. */
  readonly errors?: readonly ErrorCode[];
  /** Groups routes on the API page. By default the first noun of the path. */
  readonly tag?: string;
  /** Bytes; 1 MiB by default. */
  readonly bodyLimitBytes?: number;
  /** Reads `multipart/form-data`: the handler takes the parts from `request.parts()`. */
  readonly isMultipart?: boolean;
  /**
   * Refuses by what stands in the address, before a byte of the body is read: for public routes
   * that take large ones.
   */
  readonly beforeBody?: (request: FastifyRequest) => Promise<void>;
  /** Keeps the bytes of the body on `request.rawBody`, for signatures. */
  readonly keepsRawBody?: boolean;
  /** A media type other than JSON: the handler answers text, a buffer or a stream. */
  readonly produces?: string;
  /** Callable from pages of any site, without cookies; for the widget and its tokens. */
  readonly isCrossOrigin?: boolean;
  /** The answer holds a secret shown once: a repeated Idempotency-Key does not replay it. */
  readonly answersSecret?: boolean;
  /** Requests a minute for each account or address; stricter than the common limit. */
  readonly perMinute?: number;
  /** Keeps the route out of the API page: pages for people, test hooks. */
  readonly isHidden?: boolean;
};

export type RouteSpec<
  G extends Guard,
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  R extends z.ZodType | undefined,
> = RouteMeta<G> & {
  readonly schema: Schema<P, Q, B, R>;
  readonly handler: (
    context: RouteContext<G, P, Q, B>,
  ) => Promise<R extends z.ZodType ? z.output<R> : unknown>;
};

/** A declared route as data: tests walk a list of these, the app mounts it. */
export type Route = RouteMeta<Guard> & {
  readonly schema: Schema<
    z.ZodType | undefined,
    z.ZodType | undefined,
    z.ZodType | undefined,
    z.ZodType | undefined
  >;
  /** Runs the handler on a request that the app has validated and the guard has let through. */
  readonly run: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
};

/**
 * Declares a route. Its permission and scope are required, so that none can be forgotten; its
 * schemas validate the request, strip the answer of what they do not declare, and make the API page.
 */
export function route<
  const G extends Guard,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
>(spec: RouteSpec<G, P, Q, B, R>): Route {
  const { handler, ...rest } = spec;
  return {
    ...rest,
    // The casts stand at a parsed boundary: the app has run the schemas and the guard by now.
    run: async (request, reply) =>
      handler({
        actor: request.actor as ActorFor<G>,
        params: request.params as Parsed<P>,
        query: request.query as Parsed<Q>,
        body: request.body as Parsed<B>,
        ifMatch: request.ifMatch,
        request,
        reply,
      }),
  };
}

/** The status that the route answers when all is well. */
export function successStatus(declared: Route): 200 | 201 | 202 | 204 {
  const isEmpty = declared.schema.response === undefined && declared.produces === undefined;
  return declared.status ?? (isEmpty ? 204 : 200);
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The version that `If-Match` names; null when the header is absent. */
    ifMatch: number | null;
    /** The bytes of the body, kept where the route asks for them. */
    rawBody: Buffer | null;
  }
  interface FastifyContextConfig {
    route?: Route;
  }
}
