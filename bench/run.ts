import { measureRecompute } from './recompute.ts';
import { measureScale } from './scale.ts';
import { measureSearch } from './search.ts';
import { measureSla } from './sla.ts';
import { measureTimekeeper } from './timekeeper.ts';

/*
 * Figures of speed, for docs/performance.md. They are ratios and rates on the machine at hand, never
 * assertions: shared machines are noisy. `npm run bench -- sla` runs one part by name.
 */

const parts: Readonly<Record<string, () => unknown>> = {
  search: () => measureSearch(),
  recompute: () => measureRecompute(),
  scale: () => measureScale(),
  sla: () => measureSla(),
  timekeeper: () => measureTimekeeper(),
};

const wanted = process.argv.slice(2);
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`${name}: ${JSON.stringify(await measure(), null, 2)}\n`);
}
process.exit(0);
