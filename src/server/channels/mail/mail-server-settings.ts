import type { MailServerProblem } from '#domain/ticket/mail-problem.ts';

/** Where and how a mail server is reached. What an admin enters for a channel, or a URL says. */
export type MailServerSettings = {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` required before anything is said, `none` for a trusted network. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user?: string;
  readonly password?: string;
};

const sentences: Readonly<Record<MailServerProblem, string>> = {
  sign_in_refused: 'The mail server refused the user name or the password.',
  host_unknown: 'No mail server is known under this name.',
  unreachable: 'The mail server cannot be reached at this host and port.',
  certificate_refused: 'The certificate of the mail server is not valid for this host.',
  encryption_unavailable:
    'The mail server does not speak the chosen kind of encryption on this port.',
  timed_out: 'The mail server did not answer in time.',
  connection_lost: 'The connection to the mail server was lost.',
  mailbox_missing: 'The mail server has no such mailbox.',
  server_error: 'The mail server answered with an error.',
  store_failed: 'Mail cannot be stored at the moment; it is left on the server.',
};

/** For logs and operators; people read it in their own language, by the code. */
export function sentenceFor(problem: MailServerProblem): string {
  return sentences[problem];
}

const byCode: Readonly<Record<string, MailServerProblem>> = {
  EAUTH: 'sign_in_refused',
  ENOTFOUND: 'host_unknown',
  EDNS: 'host_unknown',
  EAI_AGAIN: 'host_unknown',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'timed_out',
  ETIMEOUT: 'timed_out',
  CONNECT_TIMEOUT: 'timed_out',
  GREETING_TIMEOUT: 'timed_out',
  UPGRADE_TIMEOUT: 'timed_out',
  ECONNRESET: 'connection_lost',
  EPIPE: 'connection_lost',
  NoConnection: 'connection_lost',
  EConnectionClosed: 'connection_lost',
  ClosedAfterConnectText: 'connection_lost',
  ClosedAfterConnectTLS: 'encryption_unavailable',
  ERR_SSL_WRONG_VERSION_NUMBER: 'encryption_unavailable',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'encryption_unavailable',
  ETLS: 'encryption_unavailable',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_refused',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate_refused',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate_refused',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate_refused',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate_refused',
  CERT_HAS_EXPIRED: 'certificate_refused',
};

/** Finds the problem behind an error of the SMTP or IMAP client. Anything else is a server's error. */
export function problemOf(error: unknown): MailServerProblem {
  for (const each of causes(error)) {
    if ('authenticationFailed' in each && each.authenticationFailed === true)
      return 'sign_in_refused';
    const known = 'code' in each && typeof each.code === 'string' ? byCode[each.code] : undefined;
    if (known !== undefined) return known;
  }
  const text = error instanceof Error ? error.message : '';
  if (/getaddrinfo|ENOTFOUND/i.test(text)) return 'host_unknown';
  if (/certificate|self.signed/i.test(text)) return 'certificate_refused';
  if (/STARTTLS|wrong version number|SSL routines/i.test(text)) return 'encryption_unavailable';
  if (/timed? ?out|timeout/i.test(text)) return 'timed_out';
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(text)) return 'unreachable';
  if (/connection (?:closed|not available|lost)|socket|unexpected close/i.test(text))
    return 'connection_lost';
  return 'server_error';
}

/** The error and what it wraps, the innermost first: wrappers say less. */
function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let each = error; each instanceof Error && found.length < 5; each = each.cause)
    found.unshift(each);
  return found;
}

/**
 * Reads `smtp://user:password@host:587` (STARTTLS, or none on the own machine) and
 * `smtps://…` (TLS). `?security=` overrides. Throws a RangeError in a sentence, without the
 * password, for anything else.
 */
export function smtpSettingsFromUrl(text: string): MailServerSettings {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    url === null ||
    (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') ||
    url.hostname === ''
  ) {
    throw new RangeError(
      'the address of a mail server reads smtp://user:password@host:587 or smtps://…',
    );
  }
  const isLocal = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  const asked = url.searchParams.get('security');
  if (asked !== null && asked !== 'tls' && asked !== 'starttls' && asked !== 'none') {
    throw new RangeError('security is tls, starttls or none');
  }
  const security = asked ?? (url.protocol === 'smtps:' ? 'tls' : isLocal ? 'none' : 'starttls');
  const credentials =
    url.username === ''
      ? {}
      : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (security === 'tls' ? 465 : 587) : Number(url.port);
  return { host, port, security, ...credentials };
}
