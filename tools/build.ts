import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { presentTargets, root } from './browser-build.ts';

/**
 * Builds everything that browsers get into `dist/`, and leaves a stamp with the fingerprint of what
 * it was built from. With `--if-needed` an equal fingerprint makes it return at once, which is how
 * `npm start` knows whether to build.
 */
const { values } = parseArgs({
  options: { 'if-needed': { type: 'boolean', default: false }, only: { type: 'string' } },
});
const stampFile = join(root, 'dist/stamp.json');
const fingerprint = fingerprintOfSources();

if (values['if-needed'] && stampedFingerprint() === fingerprint) {
  console.log('The pages are built already.');
} else {
  process.env.NODE_ENV = 'production';
  for (const target of presentTargets()) {
    if (values.only !== undefined && values.only !== target.name) continue;
    const startedAtMs = performance.now();
    await build(target.config);
    console.log(`built ${target.name} in ${Math.round(performance.now() - startedAtMs)} ms`);
  }
  if (values.only === undefined) {
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stampFile, `${JSON.stringify({ fingerprint, version: packageVersion() })}\n`);
  }
}

function fingerprintOfSources(): string {
  const files = globSync(
    ['src/{web,portal,widget,contract,domain,locales}/**/*', 'tools/*.ts', 'package-lock.json'],
    { cwd: root, withFileTypes: true },
  ).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path.slice(root.length)).update(readFileSync(path));
  return hash.digest('hex');
}

function stampedFingerprint(): string | null {
  try {
    const stamp: unknown = JSON.parse(readFileSync(stampFile, 'utf8'));
    return typeof stamp === 'object' && stamp !== null && 'fingerprint' in stamp
      ? String(stamp.fingerprint)
      : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}
