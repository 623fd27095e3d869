import type { FieldProblem, Problem } from '#contract/problem.ts';

/** An answer of the API that is not a success. Branch on `code`, which never changes its meaning. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: string;
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly facts: NonNullable<Problem['facts']>;
  readonly fields: readonly FieldProblem[];
  readonly requestId: string | null;

  constructor(given: Pick<Problem, 'code' | 'status' | 'title'> & Partial<Problem>) {
    super(given.detail ?? given.title);
    this.code = given.code;
    this.status = given.status;
    this.facts = given.facts ?? {};
    this.fields = given.fields ?? [];
    this.requestId = given.requestId ?? null;
  }

  /** The first complaint about a field, by its dotted path. */
  field(path: string): FieldProblem | undefined {
    return this.fields.find((field) => field.path === path);
  }
}

/** Reads the problem document of an answer; one without (a proxy's page) becomes `internal_error`. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const type = response.headers.get('content-type') ?? '';
  const body: unknown = type.includes('json') ? await response.json().catch(() => null) : null;
  if (isProblem(body)) return new ApiProblem({ ...body, status: response.status });
  return new ApiProblem({
    code: response.status >= 502 && response.status <= 504 ? 'unavailable' : 'internal_error',
    status: response.status,
    title: `${response.status} ${response.statusText}`,
  });
}

export function networkProblem(): ApiProblem {
  return new ApiProblem({ code: 'network', status: 0, title: 'Belay cannot be reached.' });
}

export function timeoutProblem(): ApiProblem {
  return new ApiProblem({ code: 'timeout', status: 0, title: 'It took too long.' });
}

/** Whether trying again by itself makes sense: nothing was reached, or the server was not well. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  return error.status === 0 || error.status === 429 || error.status >= 502;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body;
}
