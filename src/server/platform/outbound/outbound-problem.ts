import { RequestRefused } from '../errors/refused.ts';

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens at the address.',
  ECONNRESET: 'The connection was cut.',
  ENOTFOUND: 'The name of the address does not exist.',
  EAI_AGAIN: 'The name of the address could not be looked up.',
  ETIMEDOUT: 'The address did not answer in time.',
  ABORT_ERR: 'The address did not answer in time.',
  CERT_HAS_EXPIRED: 'The certificate of the address has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the address is signed by itself.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate belongs to another address.',
};

/** Why a call to another machine came to nothing, in a sentence for an admin. */
export function outboundProblem(error: unknown): string {
  if (error instanceof RequestRefused) return error.detail ?? 'Belay does not call the address.';
  if (!(error instanceof Error)) return 'The call failed.';
  if (error.message === 'too many redirects') return 'The address answered with a redirect.';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const isTimeout = error.name === 'TimeoutError' || error.name === 'AbortError';
  return sentences[isTimeout ? 'ETIMEDOUT' : code] ?? `The call failed: ${error.message}`;
}
