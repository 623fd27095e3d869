import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import pg from 'pg';
import type { FieldProblem } from '#contract/problem.ts';
import { isDatabaseAway, violatedConstraint } from '../db/transaction.ts';
import { RequestRefused } from './refused.ts';
import type { ErrorCode } from './registry.ts';

/**
 * Finds the code for whatever was thrown while a request was handled. What it does not recognise is
 * our own fault and becomes `internal_error`; nothing of the error's text reaches the caller.
 */
export function recognise(error: unknown): RequestRefused {
  if (error instanceof RequestRefused) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new RequestRefused('invalid_request', { fields: error.validation.map(fieldOf) });
  }
  const code = codeOf(error);
  const known = frameworkCodes.get(code) ?? databaseCode(error);
  if (known !== undefined) return new RequestRefused(known);
  const status = statusOf(error);
  return new RequestRefused(status >= 400 && status < 500 ? 'malformed_request' : 'internal_error');
}

/** Codes of Fastify and its plugins that tell of a mistake in the request. */
const frameworkCodes: ReadonlyMap<string, ErrorCode> = new Map<string, ErrorCode>([
  ['FST_ERR_CTP_BODY_TOO_LARGE', 'request_too_large'],
  ['FST_REQ_FILE_TOO_LARGE', 'request_too_large'],
  ['FST_FILES_LIMIT', 'request_too_large'],
  ['FST_PARTS_LIMIT', 'request_too_large'],
  ['FST_FIELDS_LIMIT', 'request_too_large'],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'media_type_unsupported'],
  ['FST_INVALID_MULTIPART_CONTENT_TYPE', 'media_type_unsupported'],
]);

/**
 * A missing file says `ENOENT` as an unreachable socket does; only the first carries a path. A
 * broken constraint is a race that an index decided: features check first, this is the loser.
 */
function databaseCode(error: unknown): ErrorCode | undefined {
  if (error instanceof Error && 'path' in error) return undefined;
  if (isDatabaseAway(error)) return 'unavailable';
  if (violatedConstraint(error) !== null) return 'conflict';
  return brokenReference(error);
}

/**
 * A foreign key that refused a row: the request names something that the workspace does not have,
 * or removes something that is still named. Every key begins with the workspace, so that a thing of
 * another one is answered like one that is nowhere.
 */
function brokenReference(error: unknown): ErrorCode | undefined {
  if (!(error instanceof pg.DatabaseError) || error.code !== '23503') return undefined;
  return error.message.startsWith('update or delete') ? 'in_use' : 'reference_not_found';
}

function fieldOf(issue: { instancePath: string; keyword: string; message?: string }): FieldProblem {
  return {
    path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
    code: issue.keyword,
    message: issue.message ?? '',
  };
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' ? error.statusCode : 500;
}
