import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { listAt, textAt, valueAt } from './json-fields.ts';
import { measureAgainst, newAgreement, type Agreement } from './measure-agreement.ts';
import { measureReplies, type ReplyFigures } from './measure-replies.ts';
import { createMailParser } from './parse.ts';
import type { ParsedMail } from './parsed-mail.ts';

/**
 * Reads a folder of mail and says how well it went. Looks for three things, any of which may
 * be missing: mail files (`.eml`, `.mail`, `.msg`), an expected parse beside one (`x.eml` and
 * `x.json`, in the form of mail-parser), a `bounces.json` that lists reports with their kind
 * and recipients, and a `reply-stripping.json` of texts with what should be left of them.
 */
export type MailFigures = {
  readonly mails: number;
  readonly parsed: number;
  /** Refused as poison, by reason. In the desk each becomes a ticket with its raw file. */
  readonly refused: Readonly<Record<string, number>>;
  readonly natures: Readonly<Record<string, number>>;
  readonly problems: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly slowestFile: string | null;
  readonly agreement: Agreement | null;
  readonly reports: ReportFigures | null;
  readonly replies: ReplyFigures | null;
  /** Everything that differs from what was expected, for a person to look at. */
  readonly differences: readonly string[];
};

export type ReportFigures = {
  readonly listed: number;
  readonly recognised: number;
  readonly hardListed: number;
  readonly hardRecognised: number;
  /** Taken for hard although listed as not. */
  readonly hardTooMany: number;
};

type Tally = {
  readonly mails: Map<string, ParsedMail>;
  readonly refused: Record<string, number>;
  readonly natures: Record<string, number>;
  readonly problems: Record<string, number>;
  slowestMs: number;
  slowestFile: string | null;
};

export async function measureFolder(folder: string): Promise<MailFigures> {
  const names = (await readdir(folder, { recursive: true })).map(String).toSorted();
  const files = names.filter((name) => /\.(?:eml|mail|msg)$/i.test(name));
  const tally = await parseAll(folder, files);
  const differences: string[] = [];
  const agreement = newAgreement();
  for (const [name, mail] of tally.mails) {
    const beside = name.replace(/\.[^.]+$/, '.json');
    if (names.includes(beside)) {
      measureAgainst(mail, await readJson(join(folder, beside)), { name, agreement, differences });
    }
  }
  const replies = await readJson(join(folder, 'reply-stripping.json'));
  return {
    mails: files.length,
    parsed: tally.mails.size,
    refused: tally.refused,
    natures: tally.natures,
    problems: tally.problems,
    slowestMs: Math.round(tally.slowestMs),
    slowestFile: tally.slowestFile,
    agreement: agreement.compared === 0 ? null : agreement,
    reports: measureReports(tally, await readJson(join(folder, 'bounces.json')), differences),
    replies: Array.isArray(replies) ? measureReplies(replies, differences) : null,
    differences,
  };
}

async function parseAll(folder: string, files: readonly string[]): Promise<Tally> {
  const tally: Tally = {
    mails: new Map(),
    refused: {},
    natures: {},
    problems: {},
    slowestMs: 0,
    slowestFile: null,
  };
  const parser = createMailParser();
  try {
    for (const name of files) {
      const raw = await readFile(join(folder, name));
      const startedAt = performance.now();
      const outcome = await parser.parse(raw);
      const tookMs = performance.now() - startedAt;
      // The first one waits for the thread to start.
      if (tookMs > tally.slowestMs && name !== files[0]) {
        tally.slowestMs = tookMs;
        tally.slowestFile = name;
      }
      if (!outcome.ok) {
        add(tally.refused, outcome.reason);
        continue;
      }
      tally.mails.set(name, outcome.mail);
      add(tally.natures, outcome.mail.nature.kind);
      for (const problem of outcome.mail.problems) add(tally.problems, problem);
    }
  } finally {
    await parser.close();
  }
  return tally;
}

const kindNames: Readonly<Record<string, string>> = {
  bounce: 'bounce',
  'feedback-report': 'abuse_report',
  'auto-reply': 'auto_reply',
};

function measureReports(
  tally: Tally,
  listed: unknown,
  differences: string[],
): ReportFigures | null {
  if (!Array.isArray(listed)) return null;
  const figures = { listed: 0, recognised: 0, hardListed: 0, hardRecognised: 0, hardTooMany: 0 };
  for (const entry of listed) {
    const path = textAt(entry, 'path');
    const mail = path === null ? undefined : tally.mails.get(relative('.', path));
    if (mail === undefined || path === null) continue;
    figures.listed += 1;
    const expected = kindNames[textAt(entry, 'kind') ?? ''];
    if (mail.nature.kind === expected) figures.recognised += 1;
    else differences.push(`${path}: ${mail.nature.kind} instead of ${expected}`);
    const isHard = listAt(entry, 'recipients').some((each) => valueAt(each, 'hard') === true);
    const isTakenForHard = mail.nature.kind === 'bounce' && mail.nature.severity === 'hard';
    if (isHard) figures.hardListed += 1;
    if (isHard && isTakenForHard) figures.hardRecognised += 1;
    if (!isHard && isTakenForHard) figures.hardTooMany += 1;
    if (isHard !== isTakenForHard)
      differences.push(`${path}: ${isHard ? 'hard' : 'not hard'} expected`);
  }
  return figures;
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    // Absent, or not what we know how to compare with.
    return null;
  }
}
