/**
 * 128 random bits in hexadecimal. `crypto.randomUUID` is not used because browsers offer it on
 * secure origins only, and some desks are reached by plain HTTP inside a company's network.
 */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
