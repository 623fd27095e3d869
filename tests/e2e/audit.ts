import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Language } from '#locales/languages.ts';
import { until } from './desk.ts';

/*
 * The audit for people who cannot see, or not well, or use no mouse. SCREENS allows no serious and
 * no critical finding.
 */

/**
 * A list that is walked through from the field above it scrolls by the field's arrow keys, and takes
 * no focus of its own; the audit knows nothing of that.
 */
const walkedFromField = 'scrollable-region-focusable';

/**
 * What was just said aloud stands here for a few seconds after, named by a button that may be gone
 * by then. Nobody comes upon it: it is heard once, when it is put there.
 */
const announcer = '[data-live-announcer]';

const serious: readonly unknown[] = ['serious', 'critical'];

/** Looks at the page as it stands, in light and in dark. Only contrasts differ between the two. */
export async function audit(page: Page, name: string): Promise<readonly string[]> {
  await untilDrawn(page, name);
  await look(page, 'light');
  const whole = await placeOf(page);
  const light = await findings(builderFor(page, whole), `${name}, light`);
  await look(page, 'dark');
  const contrasts = builderFor(page, whole).withRules(['color-contrast']);
  const dark = await findings(contrasts, `${name}, dark`);
  await look(page, 'light');
  return [...light, ...dark];
}

/**
 * Turns the page light or dark, and waits until every colour has arrived: halfway from one to the
 * other, words stand on a ground of nearly their own grey.
 */
async function look(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document
      .getAnimations()
      .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(async ({ finished }) => finished));
  });
}

/** Audits every place that is visited, and collects what it finds. */
export function auditor(language: Language) {
  const found: string[] = [];
  const visit = async (name: string, page: Page): Promise<void> => {
    found.push(...(await audit(page, `${name} in ${language}`)));
  };
  return { visit, found };
}

/** Says all findings of a run at once: they are mended together. */
export function assertClean(found: readonly string[]): void {
  assert.equal(found.length, 0, `\n${found.join('\n')}`);
}

/** What lies under a dialog is out of reach, and was a place of its own before. */
async function placeOf(page: Page): Promise<string> {
  const dialog = '[role="dialog"]';
  return (await page.locator(dialog).count()) === 0 ? 'html' : dialog;
}

/** Where no frame of another origin is looked into, one page is enough and all goes twice as fast. */
function builderFor(page: Page, place: string): AxeBuilder {
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  return builder
    .include(place)
    .exclude(announcer)
    .setLegacyMode(page.frames().length === 1);
}

async function findings(builder: AxeBuilder, name: string): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations
    .filter(({ id, nodes }) => !(id === walkedFromField && nodes.every(isWalkedFromField)))
    .filter(({ impact }) => serious.includes(impact))
    .map(({ id, nodes }) => {
      const places = nodes.map(({ target, html }) => `${target.join(' ')}: ${html.slice(0, 160)}`);
      return `${name}: ${id} (${nodes.length})\n  ${places.slice(0, 3).join('\n  ')}`;
    });
}

function isWalkedFromField({ html }: { readonly html: string }): boolean {
  return /^<div [^>]*role="menu"/.test(html);
}

/** What is still being fetched has no words to audit yet. */
export async function untilDrawn(page: Page, name: string): Promise<void> {
  const waiting = page.locator('[aria-busy="true"], span.animate-breathe');
  await until(async () => (await waiting.count()) === 0, `${name} is drawn`);
}
