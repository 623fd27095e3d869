/** The person that a site's token names. The server alone judges whether it is true. */
export function subjectOf(token: string): string | null {
  try {
    const body = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    const claims: unknown = JSON.parse(body);
    const isNamed = typeof claims === 'object' && claims !== null && 'sub' in claims;
    return isNamed ? String(claims.sub) : null;
  } catch (error) {
    console.error('Belay: identify takes a JWT that your server signed.', error);
    return null;
  }
}
