import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { MadeCredential, ProvedCredential } from '#contract/sign-in.ts';

/**
 * A passkey device in a few lines: ES256, no attestation, one credential (WebAuthn level 3). With
 * `isVerifying` false it only says that somebody is there, not who.
 */
export class AuthenticatorDevice {
  readonly credentialId = randomBytes(32);
  isVerifying = true;
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #origin: string;
  #counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
  }

  make(options: Record<string, unknown>): MadeCredential {
    const publicKey = this.#keys.publicKey.export({ format: 'jwk' });
    const key = cborMap([
      [cborInt(1), cborInt(2)],
      [cborInt(3), cborInt(-7)],
      [cborInt(-1), cborInt(1)],
      [cborInt(-2), cborBytes(Buffer.from(publicKey.x ?? '', 'base64url'))],
      [cborInt(-3), cborBytes(Buffer.from(publicKey.y ?? '', 'base64url'))],
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.credentialId.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.credentialId, key]);
    const authData = Buffer.concat([this.#head(0x40), attested]);
    const attestationObject = cborMap([
      [cborText('fmt'), cborText('none')],
      [cborText('attStmt'), cborMap([])],
      [cborText('authData'), cborBytes(authData)],
    ]);
    return {
      ...this.#parts(),
      response: {
        clientDataJSON: this.#client('webauthn.create', options).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  prove(options: Record<string, unknown>): ProvedCredential {
    const client = this.#client('webauthn.get', options);
    const authData = this.#head(0);
    const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()]);
    const signature = createSign('sha256').update(signed).sign(this.#keys.privateKey);
    return {
      ...this.#parts(),
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
      },
    };
  }

  #parts() {
    const id = this.credentialId.toString('base64url');
    return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };
  }

  #client(type: string, options: Record<string, unknown>): Buffer {
    const challenge = options['challenge'];
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.#origin }));
  }

  /** The relying party's hash, what the device vouches for, and how often it was used. */
  #head(flags: number): Buffer {
    this.#counter += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    const party = createHash('sha256').update(new URL(this.#origin).hostname).digest();
    return Buffer.concat([
      party,
      Buffer.from([flags | 0x01 | (this.isVerifying ? 0x04 : 0)]),
      counter,
    ]);
  }
}

function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}

function cborInt(value: number): Buffer {
  return value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value);
}

function cborBytes(bytes: Buffer): Buffer {
  return Buffer.concat([cborHead(2, bytes.length), bytes]);
}

function cborText(text: string): Buffer {
  return Buffer.concat([cborHead(3, text.length), Buffer.from(text)]);
}

function cborMap(entries: readonly (readonly [Buffer, Buffer])[]): Buffer {
  return Buffer.concat([cborHead(5, entries.length), ...entries.flat()]);
}
