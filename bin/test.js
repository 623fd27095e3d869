// `npm test`: installs everything that the checks need, then runs them all.
import { join } from 'path';
import { ensureInstalled, hand, root } from './launch.js';

ensureInstalled({ dev: true });
hand(join(root, 'tools', 'check.ts'), process.argv.slice(2));
