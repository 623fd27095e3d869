import type { MadeCredential, ProvedCredential } from '#contract/sign-in.ts';

/** Whether this browser, at this address, can hold passkeys. */
export function canUsePasskeys(): boolean {
  const isBareAddress = /^[\d.]+$|^\[/.test(location.hostname);
  return window.isSecureContext && !isBareAddress && 'PublicKeyCredential' in window;
}

/** Has the person choose a passkey, and proves it to the challenge. Null when they changed their mind. */
export async function provePasskey(
  options: Record<string, unknown>,
): Promise<ProvedCredential | null> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    ...options,
    challenge: toBytes(String(options['challenge'])),
    allowCredentials: [],
    userVerification: 'required',
  };
  const found = await unlessRefused(navigator.credentials.get({ publicKey }));
  if (!(found instanceof PublicKeyCredential)) return null;
  const { response } = found;
  if (!(response instanceof AuthenticatorAssertionResponse)) return null;
  return {
    ...commonParts(found),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      authenticatorData: toText(response.authenticatorData),
      signature: toText(response.signature),
    },
  };
}

/** Has the browser make a passkey. Null when the person changed their mind. */
export async function makePasskey(
  options: Record<string, unknown>,
): Promise<MadeCredential | null> {
  const publicKey = creationOptions(options);
  const made = await unlessRefused(navigator.credentials.create({ publicKey }));
  if (!(made instanceof PublicKeyCredential)) return null;
  const { response } = made;
  if (!(response instanceof AuthenticatorAttestationResponse)) return null;
  return {
    ...commonParts(made),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      attestationObject: toText(response.attestationObject),
      transports: response.getTransports(),
    },
  };
}

type OptionsJson = PublicKeyCredentialCreationOptionsJSON;

/** The server's answer is WebAuthn's own JSON form; only its bytes must become bytes. */
function creationOptions(options: Record<string, unknown>): PublicKeyCredentialCreationOptions {
  const { challenge, user, excludeCredentials, rp, pubKeyCredParams, authenticatorSelection } =
    options as unknown as OptionsJson;
  return {
    rp,
    pubKeyCredParams: pubKeyCredParams.map(({ alg }) => ({ alg, type: 'public-key' })),
    challenge: toBytes(challenge),
    user: { ...user, id: toBytes(user.id) },
    attestation: 'none',
    excludeCredentials: (excludeCredentials ?? []).map(({ id }) => ({
      id: toBytes(id),
      type: 'public-key',
    })),
    ...(authenticatorSelection && {
      authenticatorSelection: authenticatorSelection as AuthenticatorSelectionCriteria,
    }),
  };
}

function commonParts(credential: PublicKeyCredential) {
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: 'public-key' as const,
    clientExtensionResults: {},
  };
}

/** Closing the browser's own question is no fault: it ends as though nothing was asked. */
async function unlessRefused(asked: Promise<Credential | null>): Promise<Credential | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name)) {
      return null;
    }
    throw error;
  }
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function toText(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
