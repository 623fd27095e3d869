#!/usr/bin/env node
import { join } from 'path';
import { become, ensureBuilt, ensureInstalled, root } from './launch.js';

const args = process.argv.slice(2);
const isOnlyAsking = args.includes('--help') || args.includes('-h');
ensureInstalled({ dev: false });
if (args[0] === 'start' && !isOnlyAsking) ensureBuilt();
void become(join(root, 'src', 'cli', 'main.ts'), args);
