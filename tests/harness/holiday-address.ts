import { createServer } from 'node:http';
import { after } from 'node:test';

/*
 * A calendar elsewhere: an address on the loopback that answers with an iCalendar file, or as it is
 * told. Loopback is no address that Belay reads by itself: a world is opened with this `host`.
 */

export type HolidayAddress = {
  /** For `outboundHosts` of a world. */
  readonly host: string;
  readonly url: string;
  /** What it answers from now on. */
  readonly answer: { status: number; body: string; location: string | null };
};

type Day = readonly [name: string, date: string];

/** Opens the address. Closed at the end of the test file. */
export async function openHolidayAddress(): Promise<HolidayAddress> {
  const answer: HolidayAddress['answer'] = { status: 200, body: '', location: null };
  const server = createServer((_request, response) => {
    const { status, body, location } = answer;
    const headers = { 'content-type': 'text/calendar', ...(location === null ? {} : { location }) };
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const bound = server.address();
  if (typeof bound !== 'object' || bound === null) throw new Error('the address is not open');
  const host = `127.0.0.1:${bound.port}`;
  return { host, url: `http://${host}/holidays.ics?key=secret`, answer };
}

/** A calendar file with whole days: their names, and their dates as `20260501`. */
export function icsOf(...days: readonly Day[]): string {
  const events = days.flatMap(([name, date]) => [
    'BEGIN:VEVENT',
    `SUMMARY:${name}`,
    `DTSTART;VALUE=DATE:${date}`,
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'X-WR-CALNAME:Office days', ...events, 'END:VCALENDAR'].join('\r\n');
}
