import type { Belay } from './belay.ts';
import { firstAdminLink } from './features/setup/public.ts';

/**
 * Says where Belay is and, until the first-run questions are answered, how to get in: a link that
 * works once. Nothing has a default password.
 */
export async function greet(belay: Belay, say: (line: string) => void): Promise<void> {
  say(`Belay is ready: ${belay.baseUrl}`);
  const link = await firstAdminLink(belay.identity);
  if (link === null) return;
  say('Open this link to set up your desk, or to look at a sample company first.');
  say('It signs you in once, within the hour:');
  say(`  ${link}`);
}
