import { z } from 'zod';
import type { Ground } from '#server/belay.ts';
import type { Feature } from '#server/feature.ts';
import { settleAccountMail } from '#server/features/session/public.ts';
import type { Loop } from '#server/platform/loop.ts';
import type { OutboxHandler } from '#server/platform/outbox.ts';
import { createMailChannel } from '../mail-channel.ts';
import { createMailParser, type MailParser } from '../parse.ts';
import { deliveryOf, messageDelivery } from './deliver.ts';
import { startIntake } from './intake.ts';
import { createReaders, type Readers } from './readers.ts';
import { createSenders, type Senders } from './senders.ts';

/** What others may ask of the mail channel: the hook and the settings page do. */
export type MailRuntime = Feature & {
  readonly readers: Readers;
  /** There is a stored mail to be taken in. */
  readonly wakeIntake: () => void;
  /** Its threads, for whoever shows a mail. */
  readonly parser: MailParser;
  /** The loop, for whoever waits until nothing is left to do. */
  readonly intake: Loop;
};

/** E-mail at work: mailboxes read, mail taken in, answers sent. */
export function createMailRuntime(ground: Ground): MailRuntime {
  const { core, db, clock, log, files, sealer, secret } = ground;
  const parser = createMailParser({
    onRefused: (reason, detail) => log.warn({ reason, detail }, 'a mail was refused by the parser'),
  });
  const mail = createMailChannel({ parser, secret });
  const senders = createSenders(ground.smtpUrl);
  const intake = startIntake({ core, log, files, mail });
  const readers = createReaders({ db, clock, log, sealer, onStored: () => intake.wake() });
  return {
    readers,
    parser,
    intake,
    wakeIntake: () => intake.wake(),
    outboxHandlers: new Map([
      ['message.email', messageDelivery({ core, sealer, files, mail, senders })],
      ['account_mail', accountDelivery(ground, senders)],
    ]),
    loops: [intake],
    start: () => readers.start(),
    stop: async () => {
      await readers.stop();
      await intake.stop();
      await parser.close();
      senders.close();
    },
  };
}

const accountMail = z.object({
  to: z.object({ name: z.string(), email: z.string() }),
  subject: z.string(),
  text: z.string(),
});

/** Invitations, resets and notices to people who work here, by the installation's own server. */
function accountDelivery(ground: Ground, senders: Senders): OutboxHandler {
  return {
    settle: settleAccountMail,
    deliver: async (row) => {
      const letter = accountMail.parse(row.payload);
      const sender = senders.forBelay();
      if (sender === null) {
        return {
          outcome: 'failed',
          reason: 'BELAY_SMTP_URL is not set, so no such mail can leave.',
        };
      }
      const host = new URL(ground.baseUrl).hostname;
      const outcome = await sender.send({
        messageId: `<belay.${row.id}@${host}>`,
        from: { name: 'Belay', address: `no-reply@${host}` },
        to: { name: letter.to.name, address: letter.to.email },
        subject: letter.subject,
        text: letter.text,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return deliveryOf(outcome, row.attempt);
    },
  };
}
