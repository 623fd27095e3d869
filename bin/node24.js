// Runs a TypeScript file of this project under the pinned Node: node bin/node24.js FILE [ARGS]
import { resolve } from 'path';
import { ensureInstalled, giveUp, hand } from './launch.js';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) giveUp('Which file? Usage: node bin/node24.js FILE [ARGS]');
ensureInstalled({ dev: true });
hand(resolve(file), args);
