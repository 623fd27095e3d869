import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Instant, instant } from '#domain/kernel/instant.ts';
import { isFileKey } from './file-store.ts';

/** What a link to a file says, signed: nobody can change a word of it. */
const fileLink = z.object({
  key: z.string().refine(isFileKey),
  fileName: z.string(),
  mediaType: z.string(),
  expiresAtMs: z.number(),
});
export type FileLink = z.infer<typeof fileLink>;

export type FileLinks = {
  /** Makes the token of a link that opens one file until it expires. */
  sign(link: FileLink): string;
  /** Reads a token; null when it is forged, damaged or has expired. */
  read(token: string, now: Instant): FileLink | null;
};

/** Links for those who carry no cookie: the widget, the progress page, a picture in a mail. */
export function createFileLinks(secret: string): FileLinks {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'belay file link', 32));
  const signatureOf = (payload: string): Buffer =>
    createHmac('sha256', key).update(payload).digest();
  return {
    sign: (link) => {
      const payload = Buffer.from(JSON.stringify(link), 'utf8').toString('base64url');
      return `${payload}.${signatureOf(payload).toString('base64url')}`;
    },
    read: (token, now) => {
      const [payload = '', signature = ''] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const wanted = signatureOf(payload);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
      const parsed = fileLink.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
      if (!parsed.success || instant(parsed.data.expiresAtMs) <= now) return null;
      return parsed.data;
    },
  };
}
