import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether the desk is reached over TLS, so that its cookies may demand it. */
export function cookieIsSecure(baseUrl: string): boolean {
  return new URL(baseUrl).protocol === 'https:';
}

/**
 * `__Host-` binds a cookie to this very host: no sibling domain can set or shadow it.
 * Browsers accept the prefix only over https, so plain http on loopback goes without.
 */
export function cookiePrefix(baseUrl: string): string {
  return cookieIsSecure(baseUrl) ? '__Host-belay' : 'belay';
}

export function sessionCookieName(baseUrl: string): string {
  return `${cookiePrefix(baseUrl)}.session_token`;
}

/**
 * The session token in a `Cookie` header, once its signature is proved; null otherwise.
 * An empty token is no token. The form `<token>.<base64 HMAC-SHA256>` is better-auth's.
 */
export function readSessionToken(
  cookieHeader: string | undefined,
  options: { readonly baseUrl: string; readonly secret: string },
): string | null {
  const raw = findCookie(cookieHeader ?? '', sessionCookieName(options.baseUrl));
  if (raw === null) return null;
  const dot = raw.lastIndexOf('.');
  if (dot < 1) return null;
  const token = raw.slice(0, dot);
  const given = Buffer.from(raw.slice(dot + 1), 'base64');
  const wanted = createHmac('sha256', options.secret).update(token).digest();
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? token : null;
}

function findCookie(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue;
    return decode(part.slice(equals + 1).trim());
  }
  return null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // A cookie that is not percent-encoded was not made by us.
    return null;
  }
}
