import { addressParser } from 'postal-mime';
import { firstRaw, rewriteWordsAsUtf8, singleLine, type HeaderField } from './header.ts';
import { mailLimits } from './limits.ts';
import type { MailAddress } from './parsed-mail.ts';

/** Every mailbox in all fields of this name, groups unwrapped, without duplicates. */
export function addressesOf(fields: readonly HeaderField[], name: string): MailAddress[] {
  const found: MailAddress[] = [];
  const seen = new Set<string>();
  for (const field of fields) {
    if (field.name !== name || found.length >= mailLimits.recipientsMax) continue;
    for (const entry of addressParser(rewriteWordsAsUtf8(field.raw), { flatten: true })) {
      const address = tidyAddress(entry.address ?? '');
      if (address === null || seen.has(address)) continue;
      seen.add(address);
      found.push({ name: tidyName(entry.name, address), address });
    }
  }
  return found.slice(0, mailLimits.recipientsMax);
}

/** Bare addresses of fields that receiving servers add, which hold nothing else. */
export function envelopeRecipients(fields: readonly HeaderField[]): string[] {
  const names = [
    'delivered-to',
    'x-original-to',
    'envelope-to',
    'x-envelope-to',
    'x-forwarded-to',
    'apparently-to',
    'x-delivered-to',
  ];
  return [
    ...new Set(names.flatMap((name) => addressesOf(fields, name).map(({ address }) => address))),
  ];
}

/** The host in lower case; null when the text is no address. Local parts keep their case (RFC 5321). */
export function tidyAddress(text: string): string | null {
  const plain = singleLine(text).replace(/^<|>$/g, '').replace(/\s+/g, '');
  const at = plain.lastIndexOf('@');
  if (at <= 0 || at === plain.length - 1 || plain.length > 320) return null;
  return `${plain.slice(0, at)}@${plain.slice(at + 1).toLowerCase()}`;
}

/**
 * An address that mail may be sent to, or null. Stricter than what is read: no blanks, quotes
 * or separators, so that one address can never become two or a header of its own.
 */
export function sendableAddress(text: string): string | null {
  const isPlain =
    /^[^\s\u0000-\u001f<>()[\]\\,;:"@]{1,64}@[^\s\u0000-\u001f<>()\\,;:"@]{1,255}$/.test(text);
  const address = isPlain ? tidyAddress(text) : null;
  return address === null || /@\.|\.\.|\.$/.test(address) ? null : address;
}

/** Message ids in a field, without angle brackets, in order. */
export function messageIdsOf(fields: readonly HeaderField[], name: string): string[] {
  const raw = (firstRaw(fields, name) ?? '').slice(0, 100_000);
  const ids = Array.from(raw.matchAll(/<\s*([^<>]{1,900}?)\s*>/g), (match) =>
    singleLine(match[1] ?? '').replace(/\s/g, ''),
  );
  if (ids.length === 0 && /^[^\s<>]{3,900}$/.test(raw)) ids.push(raw);
  const unique = [...new Set(ids)];
  // The first names the thread and the last ones its tail; the middle tells nothing more.
  const { referencesMax } = mailLimits;
  return unique.length <= referencesMax
    ? unique
    : [...unique.slice(0, 1), ...unique.slice(1 - referencesMax)];
}

function tidyName(name: string, address: string): string {
  const text = singleLine(name)
    .replace(/^["']+|["']+$/g, '')
    .trim()
    .slice(0, 200);
  return text.toLowerCase() === address.toLowerCase() ? '' : text;
}
