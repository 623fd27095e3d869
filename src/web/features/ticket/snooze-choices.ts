export const snoozeNames = ['hour', 'hours', 'tomorrow', 'monday', 'week'] as const;
export type SnoozeName = (typeof snoozeNames)[number];

const hourMs = 3_600_000;
const morningHour = 9;

/** The moments people snooze to, by the device's own calendar. */
export function snoozeChoices(now: Date): readonly { name: SnoozeName; until: Date }[] {
  const daysToMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { name: 'hour', until: new Date(now.getTime() + hourMs) },
    { name: 'hours', until: new Date(now.getTime() + 4 * hourMs) },
    { name: 'tomorrow', until: morningIn(now, 1) },
    { name: 'monday', until: morningIn(now, daysToMonday) },
    { name: 'week', until: morningIn(now, 7) },
  ];
}

function morningIn(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morningHour);
}
