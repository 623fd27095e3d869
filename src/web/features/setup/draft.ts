import type { MailboxSettings, SetupAnswers, SetupState } from '#contract/setup.ts';
import type { BusinessKind } from '#domain/matrix/defaults.ts';
import { type PasswordFault, passwordFault } from '#domain/people/password.ts';

export const setupSteps = ['who', 'where', 'kind', 'secondLine', 'start'] as const;
export type SetupStep = (typeof setupSteps)[number];

export type Person = { readonly name: string; readonly email: string };
export type StartChoice = SetupAnswers['start']['with'];

/** The answers while they are being given. */
export type SetupDraft = {
  readonly workspaceName: string;
  readonly ownName: string;
  readonly ownEmail: string;
  readonly password: string;
  readonly language: string;
  readonly timeZone: string;
  readonly businessKind: BusinessKind;
  readonly secondLine: readonly Person[];
  readonly start: StartChoice;
  readonly mailbox: MailboxSettings;
};

export function freshDraft(state: SetupState, language: string): SetupDraft {
  return {
    // The names that a fresh install gives itself are no answers.
    workspaceName: state.ownEmail === '' ? '' : state.workspaceName,
    ownName: state.ownEmail === '' ? '' : state.ownName,
    ownEmail: state.ownEmail,
    password: '',
    language,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    businessKind: 'tiered',
    secondLine: [],
    start: 'sample',
    mailbox: {
      address: '',
      username: '',
      password: '',
      imapHost: '',
      imapPort: 993,
      smtpHost: '',
      smtpPort: 465,
    },
  };
}

/** What is sent. Lines that were left empty are no people. */
export function answersOf(draft: SetupDraft, hasPassword: boolean): SetupAnswers {
  const { mailbox, start, password, secondLine, ...rest } = draft;
  return {
    ...rest,
    password: hasPassword ? null : password,
    secondLine: secondLine.filter(({ name, email }) => name.trim() !== '' || email.trim() !== ''),
    start: start === 'mailbox' ? { with: start, mailbox } : { with: start },
  };
}

/** What the server would say of the chosen password in the end, said before the next question. */
export function passwordFaultIn(draft: SetupDraft): PasswordFault | null {
  return passwordFault(draft.password, [draft.ownName, draft.ownEmail, draft.workspaceName]);
}

/** The step whose answer a complaint of the server is about. */
export function stepOfField(path: string): SetupStep {
  if (path.startsWith('secondLine')) return 'secondLine';
  if (path.startsWith('start')) return 'start';
  if (path === 'language' || path === 'timeZone') return 'where';
  return path === 'businessKind' ? 'kind' : 'who';
}
