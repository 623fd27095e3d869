import type { Translate } from '../../../lib/use-translation.tsx';

/** What a message is about; an event of the workspace's own is called as it was named. */
export function eventName(t: Translate, event: string): string {
  const key = `template.event.${event}`;
  return t.has(key) ? t(key) : event;
}
