import type { Directory } from '#domain/people/directory.ts';
import { readWhy } from '#domain/routing/why.ts';

/** A reason as routing writes it, with a name in place of an id, for the desk to word. */
export function coded(
  text: string,
  directory: Directory,
): { code: string; values: { subject: string | null } }[] {
  const found = readWhy(text);
  if (found === null) return [];
  const { code, subject } = found;
  const { agents, teams } = directory;
  const known = [...agents.values(), ...teams.values()].find(({ id }) => id === subject);
  return [{ code, values: { subject: known?.name ?? subject } }];
}
