import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Language } from '#locales/languages.ts';
import { translator } from '#locales/translate.ts';
import type { OpenPage } from '#harness/browser.ts';
import type { RealServer, StaffLook } from '#harness/real-server.ts';
import type { Person } from '#harness/world.ts';

/*
 * The desk as one person has it before them. Everything is found as a person finds it, by what it
 * is and what it is called, in the language that the person reads; so one story runs in any.
 */

type Words = ReturnType<typeof translator>;

export class Desk {
  readonly page: Page;
  readonly t: Words;
  readonly language: Language;
  readonly #opened: OpenPage;
  readonly #url: string;

  constructor(opened: OpenPage, url: string, language: Language) {
    this.#opened = opened;
    this.#url = url;
    this.page = opened.page;
    this.language = language;
    this.t = translator(language);
  }

  /** Opens the desk of a person at a place, and waits until the place is there. */
  static async open(
    server: RealServer,
    browser: Browser,
    opening: StaffLook & { readonly person: Person; readonly at: string },
  ): Promise<Desk> {
    const { person, at, ...look } = opening;
    const opened = await server.openAs(browser, person, look);
    const desk = new Desk(opened, server.url, look.language ?? 'en');
    await desk.goTo(at);
    return desk;
  }

  async goTo(at: string): Promise<void> {
    await this.page.goto(`${this.#url}${at}`);
    await this.page.locator('#content').waitFor();
  }

  /** The line of a ticket in the list. */
  row(subject: string): Locator {
    return this.page.locator('[data-ticket]').filter({ hasText: subject });
  }

  /** The open ticket; its customer beside it is an article too. */
  get ticket(): Locator {
    return this.page.locator('article[aria-labelledby="ticket-subject"]');
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Where one writes to the customer. */
  get replyBox(): Locator {
    return this.page.getByRole('textbox', { name: this.t('ticket.reply.label') });
  }

  button(name: string, within: Locator | Page = this.page): Locator {
    return within.getByRole('button', { name });
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** Writes a reply as agents do: a key, the words. Keys are silent while a dialog is closing. */
  async writeReply(words: string): Promise<void> {
    const hasFocus = (): Promise<boolean> =>
      this.replyBox.evaluate((box) => box === document.activeElement);
    await until(async () => {
      if (await hasFocus()) return true;
      await this.press('r');
      return hasFocus();
    }, 'the reply has the focus');
    await this.page.keyboard.insertText(words);
  }

  /** Waits until the server has a reply: before, it only stands there as if it had. */
  hasSent(): Promise<void> {
    return this.isTold(this.t('ticket.sent'));
  }

  /** Waits for what is said in passing. */
  async isTold(words: string): Promise<void> {
    const notices = this.page.getByRole('region', { name: this.t('common.toast.region') });
    await notices.getByText(words).first().waitFor();
  }

  /** Chooses in a list that is searched by typing: words that only one choice has, and its keys. */
  async choose(list: Locator, typed: string): Promise<void> {
    await list.fill(typed);
    await this.page.getByRole('option', { name: new RegExp(escaped(typed)) }).waitFor();
    await this.press('ArrowDown');
    await this.press('Enter');
  }

  /** Nothing is wider than the window. */
  async fits(): Promise<void> {
    const [wide, window] = await this.page.evaluate(() => [
      document.documentElement.scrollWidth,
      innerWidth,
    ]);
    assert.equal(wide, window, 'the page is as wide as its window');
  }

  /** Closes the one dialog that is open, and waits until it is gone: its keys are its own. */
  async closeDialog(): Promise<void> {
    await this.press('Escape');
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** Waits until the words are in sight. */
  async sees(words: string | RegExp, within: Locator | Page = this.page): Promise<void> {
    await within.getByText(words).filter({ visible: true }).first().waitFor();
  }

  /** Waits until nothing in sight has the words. */
  async seesNo(words: string | RegExp, within: Locator | Page = this.page): Promise<void> {
    const found = within.getByText(words).filter({ visible: true });
    await until(async () => (await found.count()) === 0, `no more ${String(words)}`);
  }

  /** Opens the bell, whatever its count, and waits for a notice. Leaves the list open. */
  async hears(notice: string): Promise<void> {
    const counts = [0, 1, 2].map((count) => this.t('notification.bell', { count }));
    const words = counts.map((name) => escaped(name).replaceAll(/[\d\u2066-\u2069]+/g, '.*'));
    const bell = new RegExp(words.join('|'));
    if (!(await this.dialog.isVisible())) {
      await this.page.getByRole('navigation').getByRole('button', { name: bell }).click();
    }
    await this.sees(notice, this.dialog);
  }

  /** Walks to the ticket with the keys and opens it, as agents do. */
  async openByKeys(subject: string): Promise<void> {
    const row = this.row(subject);
    await row.waitFor();
    const count = await this.page.locator('[data-ticket]').count();
    for (let step = 0; step < count; step += 1) {
      await this.press('j');
      const isThere = await until(
        () => this.page.evaluate(() => document.activeElement?.matches('[data-ticket]') ?? false),
        'a row has the focus',
      );
      if (isThere && (await row.evaluate((line) => line === document.activeElement))) break;
    }
    await this.press('o');
    await this.ticket.getByText(subject).first().waitFor();
  }

  /** Closes the page, which may never break a script or the content policy, nor fail the server. */
  async finish(): Promise<void> {
    assert.deepEqual(this.#opened.faults, []);
    await this.#opened.close();
  }
}

/** Words of the desk with one part left open, such as a time of day. */
export function withAny(words: (open: string) => string): RegExp {
  const mark = '\u{e000}';
  return new RegExp(words(mark).split(mark).map(escaped).join('.+'));
}

export function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const waitMsMax = 10_000;
const lookEachMs = 25;

/** Looks again and again until the claim holds; says which one did not. */
export async function until(claim: () => Promise<boolean>, name: string): Promise<true> {
  const begunMs = performance.now();
  while (performance.now() - begunMs < waitMsMax) {
    if (await claim()) return true;
    await new Promise((resolve) => setTimeout(resolve, lookEachMs));
  }
  throw new Error(`waited ${waitMsMax / 1000} s in vain for: ${name}`);
}
