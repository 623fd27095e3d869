import type { Brand } from './brand.ts';

/**
 * Ids are UUIDv7 in lower-case text. Each noun has its own brand so that a team's id
 * cannot be passed where an agent's is meant.
 */
export type WorkspaceId = Brand<string, 'WorkspaceId'>;
export type AgentId = Brand<string, 'AgentId'>;
export type TeamId = Brand<string, 'TeamId'>;
export type ContactId = Brand<string, 'ContactId'>;
export type OrganizationId = Brand<string, 'OrganizationId'>;
export type ChannelId = Brand<string, 'ChannelId'>;
export type TicketId = Brand<string, 'TicketId'>;
export type MessageId = Brand<string, 'MessageId'>;
export type ClockId = Brand<string, 'ClockId'>;
export type CalendarVersionId = Brand<string, 'CalendarVersionId'>;
export type PolicyVersionId = Brand<string, 'PolicyVersionId'>;
export type MatrixVersionId = Brand<string, 'MatrixVersionId'>;
export type EscalationId = Brand<string, 'EscalationId'>;
export type HopId = Brand<string, 'HopId'>;

/** Yields a fresh id at each call. Injected, so that the core stays free of randomness. */
export type NewId = () => string;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text has the form of an id. Says nothing about the thing existing. */
export function isId(text: string): boolean {
  return uuidPattern.test(text);
}

/**
 * Builds a UUIDv7 from a moment and ten random bytes (RFC 9562, section 5.7).
 * Ids made later sort later, which keeps the indexes of the database compact.
 */
export function uuidV7(instantMs: number, random: Uint8Array): string {
  if (random.length !== 10) throw new RangeError('uuidV7 needs exactly ten random bytes');
  const bytes = new Uint8Array(16);
  let rest = instantMs;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
