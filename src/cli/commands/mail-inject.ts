import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { storeRaw } from '#server/channels/mail/runtime/store-raw.ts';
import { type Command, CommandError, parseCommand, print, printJson } from '../command.ts';
import { findWorkspace } from '../find-workspace.ts';
import { withDatabase } from '../open-database.ts';

export const command: Command = {
  name: 'mail inject',
  summary: 'hands a raw mail to a mail channel, as its mailbox would',
  usage: `
Usage: belay mail inject FILE [--to ADDRESS] [--workspace NAME] [--json]

FILE is a mail as it came (.eml). It is stored at once; a running Belay makes a ticket of it within
a second, and one that is not running does so at its next start. --to names the mail channel by its
address; without it the first one is taken. The same mail injected twice is one message.
`,
  async run(args) {
    const { values, positionals } = parseCommand(args, {
      to: { type: 'string' },
      workspace: { type: 'string' },
    });
    const [file] = positionals;
    if (file === undefined) throw new CommandError('Name the file that holds the mail.', 2);
    if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
    const outcome = await withDatabase(async ({ database, clock }) => {
      const { db } = database;
      const workspaceId = await findWorkspace(db, values.workspace);
      const channels = await db
        .selectFrom('channel')
        .select(['id', 'address'])
        .where('workspace_id', '=', workspaceId)
        .where('kind', '=', 'email')
        .orderBy('created_at')
        .execute();
      const channel = channels.find(({ address }) => address === (values.to ?? address));
      if (channel === undefined) {
        throw new CommandError(
          values.to === undefined
            ? 'There is no mail channel yet. Add one under Settings, Channels; it may have neither IMAP nor SMTP.'
            : `There is no mail channel ${values.to}.`,
        );
      }
      const result = await storeRaw(db, {
        workspaceId,
        channelId: channel.id,
        content: readFileSync(file),
        receivedAt: clock.now(),
      });
      await sql`select pg_notify('belay_event', '')`.execute(db);
      return { result, channel: channel.address };
    });
    if (values.json) printJson(outcome);
    else if (outcome.result === 'duplicate') print('This mail is there already; nothing changed.');
    else print(`Stored for ${outcome.channel}.`);
    return 0;
  },
};
