/// <reference types="node" />
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--tint-([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

const surfaces = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'pressed', 'selected'];
const heats = ['calm', 'warm', 'hot', 'paused', 'danger', 'breached', 'accent'];

/** What text stands on what, as the parts use it. */
const pairs: readonly (readonly [text: string, ground: string])[] = [
  ...surfaces.flatMap((ground) => [['ink', ground] as const, ['muted', ground] as const]),
  ...['canvas', 'surface', 'raised', 'sunken', 'hover'].map((ground) => ['faint', ground] as const),
  ...['canvas', 'surface', 'raised', 'selected'].map((ground) => ['accent-ink', ground] as const),
  ...['canvas', 'surface', 'raised'].map((ground) => ['danger-ink', ground] as const),
  ...heats.map((heat) => [`${heat}-ink`, `${heat}-soft`] as const),
  ['paused-ink', 'paused-hatch'],
  ['note-ink', 'note'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['on-breached', 'breached'],
  ['surface', 'ink'],
];

for (const theme of ['light', 'dark'] as const) {
  test(`Every text reaches 4.5:1 on every ground it stands on (${theme})`, () => {
    for (const [text, ground] of pairs) {
      const ratio = contrast(valueOf(text, theme), valueOf(ground, theme));
      assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}`);
    }
  });

  test(`The borders of controls reach 3:1 (${theme})`, () => {
    for (const ground of ['surface', 'raised', 'canvas']) {
      const ratio = contrast(valueOf('control', theme), valueOf(ground, theme));
      assert.ok(ratio >= 3, `control on ${ground}: ${ratio.toFixed(2)}`);
    }
  });
}

function valueOf(name: string, theme: 'light' | 'dark'): string {
  const token = tokens.get(name);
  assert.ok(token, `tokens.css has no ${name}`);
  return token[theme];
}

/** WCAG 2.2, "contrast ratio". */
function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
