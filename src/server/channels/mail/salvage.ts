import { addressesOf, envelopeRecipients, messageIdsOf } from './address.ts';
import { firstText, parseHeaderBlock } from './header.ts';
import { headerEnd } from './limits.ts';
import type { SalvagedMail } from './parsed-mail.ts';

// Enough for the sender and subject of honest mail, and too little to be slow with.
const salvagedBytesMax = 16 * 1024;
const fieldCharactersMax = 2_000;

/** Reads sender, recipients and subject of a mail that was refused, cutting whatever is long. Never throws. */
export function salvageMail(raw: Buffer): SalvagedMail {
  try {
    const head = raw.subarray(0, salvagedBytesMax);
    const fields = parseHeaderBlock(head.toString('latin1', 0, headerEnd(head)))
      .slice(0, 200)
      .map(({ name, raw: value }) => ({ name, raw: value.slice(0, fieldCharactersMax) }));
    return {
      messageId: messageIdsOf(fields, 'message-id')[0] ?? null,
      from: addressesOf(fields, 'from')[0] ?? null,
      to: addressesOf(fields, 'to').slice(0, 20),
      deliveredTo: envelopeRecipients(fields).slice(0, 20),
      subject: (firstText(fields, 'subject') ?? '').slice(0, 500),
    };
  } catch {
    // The raw file is kept in any case; a ticket without a subject is better than none.
    return { messageId: null, from: null, to: [], deliveredTo: [], subject: '' };
  }
}
