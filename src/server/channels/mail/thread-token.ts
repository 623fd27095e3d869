import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId, type TicketId, type WorkspaceId } from '#domain/kernel/id.ts';
import type { ParsedMail } from './parsed-mail.ts';

/**
 * Signed reply tokens. A mail belongs to a ticket only by such a token, in the address it
 * was sent to (`support+t.<token>@host`) or in the Message-ID of ours that it answers
 * (`<belay.<outbox id>.<token>@host>`). A ticket number in a subject is nothing: anybody can
 * write one. The token names the ticket and carries 80 bits of HMAC-SHA256 over workspace
 * and ticket; 42 letters of base32, because local parts end at 64 and many servers fold
 * their case.
 */
export type ThreadSecret = {
  readonly secret: string;
  readonly workspaceId: WorkspaceId;
};

const idBytes = 16;
const signatureBytes = 10;
const tokenLength = 42;
const tokenPattern = /^[a-z2-7]{42}$/;

export function threadToken(ticketId: TicketId, { secret, workspaceId }: ThreadSecret): string {
  const id = Buffer.from(ticketId.replaceAll('-', ''), 'hex');
  if (id.length !== idBytes) throw new RangeError(`not a ticket id: ${ticketId}`);
  return toBase32(Buffer.concat([id, signature(id, { secret, workspaceId })]));
}

/** The ticket a token names, or null when the token was not made by this workspace. */
export function readThreadToken(token: string, by: ThreadSecret): TicketId | null {
  const text = token.toLowerCase();
  if (!tokenPattern.test(text)) return null;
  const bytes = fromBase32(text);
  const id = bytes.subarray(0, idBytes);
  const given = bytes.subarray(idBytes, idBytes + signatureBytes);
  if (!timingSafeEqual(given, signature(id, by))) return null;
  const hex = id.toString('hex');
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return isId(uuid) ? (uuid as TicketId) : null;
}

/** `support@host` → `support+t.<token>@host`. */
export function replyAddress(address: string, token: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+t.${token}${address.slice(at)}`;
}

/** The Message-ID of an outgoing mail, without brackets: the same for each attempt of one outbox row. */
export function outgoingMessageId(part: { outboxId: string; token: string; host: string }): string {
  return `belay.${part.outboxId}.${part.token}@${part.host}`;
}

type Addressed = Pick<ParsedMail, 'to' | 'cc' | 'deliveredTo' | 'inReplyTo' | 'references'>;

/**
 * The ticket a mail answers, or null. Looks at the addresses it reached us under, then at
 * the mail it answers, then up the thread from its tail.
 */
export function resolveThread(mail: Addressed, by: ThreadSecret): TicketId | null {
  const addresses = [
    ...mail.deliveredTo,
    ...[...mail.to, ...mail.cc].map(({ address }) => address),
  ];
  for (const address of addresses) {
    const token = /\+t\.([a-z2-7]{42})@/i.exec(address)?.[1];
    const ticketId = token === undefined ? null : readThreadToken(token, by);
    if (ticketId !== null) return ticketId;
  }
  return resolveMessageIds([...mail.inReplyTo, ...mail.references.toReversed()], by);
}

/** The ticket that one of our own Message-IDs names; also for bounces, which quote them. */
export function resolveMessageIds(ids: readonly string[], by: ThreadSecret): TicketId | null {
  for (const id of ids) {
    const token = /^belay\.[0-9a-f-]{8,40}\.([a-z2-7]{42})@/i.exec(id)?.[1];
    const ticketId = token === undefined ? null : readThreadToken(token, by);
    if (ticketId !== null) return ticketId;
  }
  return null;
}

/** Carried by all our mail, so that it is known again when it comes back by a forward. */
export function loopMark(secret: string): string {
  return createHmac('sha256', secret).update('belay mail loop mark').digest('hex').slice(0, 32);
}

function signature(id: Buffer, { secret, workspaceId }: ThreadSecret): Buffer {
  const key = createHmac('sha256', secret).update('belay mail thread token 1').digest();
  const mac = createHmac('sha256', key).update(workspaceId).update('\u0000').update(id).digest();
  return mac.subarray(0, signatureBytes);
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

function toBase32(bytes: Buffer): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  // 26 bytes are 208 bits; two more make 42 groups of five.
  bits <<= 2n;
  let text = '';
  for (let index = 0; index < tokenLength; index += 1) {
    text = (alphabet[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return text;
}

function fromBase32(text: string): Buffer {
  let bits = 0n;
  for (const letter of text) bits = (bits << 5n) | BigInt(alphabet.indexOf(letter));
  bits >>= 2n;
  const bytes = Buffer.alloc(idBytes + signatureBytes);
  for (let index = bytes.length - 1; index >= 0; index -= 1) {
    bytes[index] = Number(bits & 255n);
    bits >>= 8n;
  }
  return bytes;
}
