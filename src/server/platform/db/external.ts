import type pg from 'pg';

const versionMin = 150_000;

type Server = { version_number: number; version: string; encoding: string; database: string };

/**
 * Checks what Belay needs of a server it did not set up itself. Answers problems as
 * sentences with the way to mend them; an empty list means that all is well.
 */
export async function checkServer(client: pg.ClientBase | pg.Pool): Promise<readonly string[]> {
  const found = await client.query<Server>(`
    select current_setting('server_version_num')::integer as version_number,
           current_setting('server_version') as version,
           current_setting('server_encoding') as encoding,
           current_database() as database
  `);
  const [server] = found.rows;
  if (server === undefined) return ['BELAY_DATABASE_URL: the server answered nothing.'];

  const problems: string[] = [];
  if (server.version_number < versionMin) {
    problems.push(
      `BELAY_DATABASE_URL: the server is PostgreSQL ${server.version}, and Belay needs 15 or newer. Upgrade it, or leave the name out to use the embedded one.`,
    );
  }
  const recipe = `create database ${server.database} template template0 encoding 'UTF8' locale 'C.UTF-8'`;
  if (server.encoding !== 'UTF8') {
    problems.push(
      `BELAY_DATABASE_URL: the database ${server.database} has the encoding ${server.encoding}, and Belay needs UTF8. Make it anew with: ${recipe}`,
    );
  } else if (!(await knowsLetters(client))) {
    problems.push(
      `BELAY_DATABASE_URL: the locale of the database ${server.database} knows no Vietnamese, Thai or Chinese letters, so search would miss them. Make it anew with: ${recipe}`,
    );
  }
  return problems;
}

/** Asks for the behaviour, because the same locale has many names. */
async function knowsLetters(client: pg.ClientBase | pg.Pool): Promise<boolean> {
  const found = await client.query<{ knows: boolean }>(`
    select lower('ĐƠN') = 'đơn'
       and 'ส' ~ '^[[:alpha:]]$'
       and '好' ~ '^[[:alpha:]]$' as knows
  `);
  return found.rows[0]?.knows === true;
}
