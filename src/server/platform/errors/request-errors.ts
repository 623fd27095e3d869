import { defineErrors } from './definition.ts';

/** Codes that any request may meet, whatever it asks for. */
export const requestErrors = defineErrors({
  invalid_request: {
    status: 422,
    title: 'The request has fields that are missing or wrong.',
    when: 'The parameters, the query or the body do not fit the schema of the route.',
    wayOut: 'Correct what `fields` names and send the request again.',
  },
  malformed_request: {
    status: 400,
    title: 'The request cannot be read.',
    when: 'The body is no valid JSON, the multipart form is broken, or the URL cannot be decoded.',
    wayOut: 'Send valid JSON in UTF-8 with its content type.',
  },
  media_type_unsupported: {
    status: 415,
    title: 'The content type is not accepted here.',
    when: 'The body has a content type that the route does not read.',
    wayOut: 'Send `application/json`, or the type that the route documents.',
  },
  request_too_large: {
    status: 413,
    title: 'The request is too large.',
    when: 'The body or a file in it exceeds the limit of the route.',
    wayOut: 'Send less, or send the file as an attachment of its own.',
  },
  cursor_invalid: {
    status: 400,
    title: 'The cursor does not belong to this list.',
    when: 'A `cursor` was changed, or comes from another list or another sorting.',
    wayOut: 'Begin again without a cursor.',
  },
  sign_in_required: {
    status: 401,
    title: 'Sign in first.',
    when: 'The route needs a session or an API key, and the request carries none.',
    wayOut: 'Sign in, or send `Authorization: Bearer` with an API key.',
  },
  credentials_invalid: {
    status: 401,
    title: 'The credentials are not valid.',
    when: 'The API key, token or session is unknown, expired or revoked, or the sign-in is wrong.',
    wayOut: 'Sign in again, or use a key that is still valid.',
  },
  not_permitted: {
    status: 403,
    title: 'Your role does not allow this.',
    when: 'The role of the agent or key does not hold the permission that the route asks for.',
    wayOut: 'Ask an admin or a manager to do it, or to change your role.',
  },
  scope_missing: {
    status: 403,
    title: 'The API key lacks the scope for this.',
    when: 'The route asks for a scope that the key was not given, or takes no API key at all.',
    wayOut: 'Make a key with the scope that `facts.scope` names.',
  },
  origin_refused: {
    status: 403,
    title: 'The request comes from another site.',
    when: 'A request that changes something carries a session cookie but not the origin of Belay.',
    wayOut: 'Send it from the page of Belay itself, or use an API key.',
  },
  not_found: {
    status: 404,
    title: 'There is no such thing, or you may not see it.',
    when: 'The thing does not exist, or is not visible to the one who asks; the two look the same.',
    wayOut: 'Check the address. If it should be there, ask whoever gave it to you.',
  },
  version_mismatch: {
    status: 412,
    title: 'Somebody changed it meanwhile.',
    when: 'The `If-Match` or `version` that was sent is not the current one.',
    wayOut: 'Read it again, look at what changed, and send your change on top of that.',
  },
  conflict: {
    status: 409,
    title: 'It clashes with something that exists.',
    when: 'A name, address or key that must be unique is already taken.',
    wayOut: 'Choose another one, or change the thing that has it.',
  },
  reference_not_found: {
    status: 422,
    title: 'Something that the request names is not there.',
    when: 'The body names a team, agent, contact or other thing that the workspace does not have.',
    wayOut: 'Read the list of such things again and choose one of them.',
  },
  in_use: {
    status: 409,
    title: 'Something still uses it.',
    when: 'The thing cannot be removed while others refer to it.',
    wayOut: 'Change what `facts` names first, or archive it instead.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'This idempotency key was used for another request.',
    when: 'An `Idempotency-Key` came a second time with a different route or body.',
    wayOut: 'Use a fresh key for each new request.',
  },
  idempotency_key_busy: {
    status: 409,
    title: 'The same request is still being worked on.',
    when: 'An `Idempotency-Key` came again while the first request had not been answered.',
    wayOut: 'Wait for `Retry-After` and send it again with the same key.',
  },
  idempotency_replay_withheld: {
    status: 409,
    title: 'This was done before, and its answer is not kept.',
    when: 'A request was repeated whose answer holds a secret that is shown only once.',
    wayOut: 'The first request took effect. Revoke what it made if its answer was lost.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests.',
    when: 'The account or the address sent more requests than its limit.',
    wayOut: 'Wait for `Retry-After` and go slower.',
  },
  internal_error: {
    status: 500,
    title: 'Something went wrong in Belay.',
    when: 'A fault that Belay did not foresee. It is in the log under the request id.',
    wayOut: 'Try again; if it stays, give the request id to whoever runs Belay.',
  },
  unavailable: {
    status: 503,
    title: 'Belay cannot reach its database.',
    when: 'The database is away or restarting, or this process is stopping.',
    wayOut: 'Try again in a few seconds. Nothing was changed.',
  },
});
