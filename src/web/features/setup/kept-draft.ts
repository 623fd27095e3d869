import { businessKinds } from '#domain/matrix/defaults.ts';
import type { Person, SetupDraft, StartChoice } from './draft.ts';

/*
 * The answers outlive a reload, in the storage of the tab, which ends with it: they name colleagues.
 * Passwords are never kept; an empty one is asked for again. The language is the page's own.
 */

const key = 'belay.setup';
const starts: readonly StartChoice[] = ['sample', 'mailbox', 'nothing'];

export function keepDraft(draft: SetupDraft): void {
  const { password: _, mailbox, ...answers } = draft;
  const kept = { ...answers, mailbox: { ...mailbox, password: '' } };
  withStorage((storage) => storage.setItem(key, JSON.stringify(kept)));
}

/** What was answered in this tab before, over what is proposed; what is no answer is left out. */
export function keptDraft(proposed: SetupDraft): SetupDraft {
  const text = withStorage((storage) => storage.getItem(key)) ?? null;
  const kept = text === null ? {} : recordIn(text);
  const mailbox = isRecord(kept['mailbox']) ? kept['mailbox'] : {};
  const answered = (name: 'workspaceName' | 'ownName' | 'ownEmail' | 'timeZone') =>
    textOr(kept[name], proposed[name]);
  const served = (name: 'address' | 'username' | 'imapHost' | 'smtpHost') =>
    textOr(mailbox[name], proposed.mailbox[name]);
  return {
    ...proposed,
    workspaceName: answered('workspaceName'),
    ownName: answered('ownName'),
    ownEmail: answered('ownEmail'),
    timeZone: answered('timeZone'),
    businessKind:
      businessKinds.find((kind) => kind === kept['businessKind']) ?? proposed.businessKind,
    secondLine: Array.isArray(kept['secondLine'])
      ? kept['secondLine'].filter(isPerson)
      : proposed.secondLine,
    start: starts.find((start) => start === kept['start']) ?? proposed.start,
    mailbox: {
      ...proposed.mailbox,
      address: served('address'),
      username: served('username'),
      imapHost: served('imapHost'),
      imapPort: numberOr(mailbox['imapPort'], proposed.mailbox.imapPort),
      smtpHost: served('smtpHost'),
      smtpPort: numberOr(mailbox['smtpPort'], proposed.mailbox.smtpPort),
    },
  };
}

export function forgetDraft(): void {
  withStorage((storage) => storage.removeItem(key));
}

function recordIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    // Something else wrote there; what it wrote is no draft.
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isPerson(value: unknown): value is Person {
  return isRecord(value) && typeof value['name'] === 'string' && typeof value['email'] === 'string';
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function withStorage<T>(work: (storage: Storage) => T): T | undefined {
  try {
    return work(sessionStorage);
  } catch (error) {
    console.warn('this browser keeps no answers', error);
    return undefined;
  }
}
