import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Seals the passwords and tokens of channels before they are stored (AES-256-GCM, a key of its own
 * derived from BELAY_SECRET). What was sealed under another secret cannot be opened.
 */
export type Sealer = {
  /** Seals any JSON value. The same value sealed twice looks different. */
  seal(value: object): string;
  /** Opens what `seal` made. Throws when it was changed or sealed under another secret. */
  open(sealed: string): unknown;
};

const version = 'v1';

export function createSealer(secret: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, 'belay', 'sealed secrets', 32));
  return {
    seal: (value) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      const parts = [nonce, cipher.getAuthTag(), sealed];
      return [version, ...parts.map((part) => part.toString('base64url'))].join('.');
    },
    open: (text) => {
      const [given, nonce = '', tag = '', sealed = ''] = text.split('.');
      if (given !== version) throw new Error('sealed by an unknown version');
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      const opened = Buffer.concat([
        decipher.update(Buffer.from(sealed, 'base64url')),
        decipher.final(),
      ]);
      return JSON.parse(opened.toString('utf8'));
    },
  };
}
