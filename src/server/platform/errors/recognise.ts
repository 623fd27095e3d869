import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { FieldProblem } from '#contract/problem.ts';
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
  const known = frameworkCodes.get(code) ?? databaseCode(error, code);
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

/** The database is away: connection classes of SQLSTATE, and what the driver says by itself. */
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

function databaseCode(error: unknown, code: string): ErrorCode | undefined {
  if (!(error instanceof Error)) return undefined;
  const isSocket = 'syscall' in error && (error.syscall === 'connect' || error.syscall === 'read');
  const isServer = 'severity' in error;
  if (awayCodes.has(code) && (isSocket || isServer)) return 'unavailable';
  if (code.startsWith('08') && isServer) return 'unavailable';
  if (/^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)) {
    return 'unavailable';
  }
  // A race that a unique index decided. Features check first; this is the loser of the race.
  return code === '23505' && isServer ? 'conflict' : undefined;
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
