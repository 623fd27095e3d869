import { migrate, migrationStatus } from '#server/platform/migrate.ts';
import { parseCommand, print, printJson, printProgress, type Command } from '../command.ts';
import { withDatabase } from '../open-database.ts';

export const command: Command = {
  name: 'migrate',
  summary: 'brings the database up to this version',
  usage: `
Usage: belay migrate [--check] [--json]

Applies the migrations that are missing. Safe to run several times, and beside running
servers of the version before. "belay start" does the same by itself.

  --check   changes nothing; exit code 1 when migrations are missing
`,
  async run(args) {
    const { values } = parseCommand(args, { check: { type: 'boolean', default: false } });
    return withDatabase(async ({ database, clock }) => {
      if (values.check) {
        const { pending } = await migrationStatus(database.pool);
        const names = pending.map(({ name }) => name);
        if (values.json) printJson({ pending: names });
        else print(names.length === 0 ? 'Nothing to do.' : `Missing: ${names.join(', ')}`);
        return names.length === 0 ? 0 : 1;
      }
      const say = values.json ? () => undefined : printProgress;
      const applied = await migrate({ address: database.sessionAddress, clock, say });
      if (values.json) printJson({ applied });
      else print(applied.length === 0 ? 'Nothing to do.' : `Applied ${applied.length} migrations.`);
      return 0;
    });
  },
};
