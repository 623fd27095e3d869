import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { pino } from 'pino';
import { z } from 'zod';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { instant, plusMs } from '#domain/kernel/instant.ts';
import { RequestRefused } from '../errors/refused.ts';
import { createHttpApp } from '../http/app.ts';
import { route } from '../http/route.ts';
import { newId } from '../ids.ts';
import { cleanName, disposition, sendDownload } from './download.ts';
import { createFolderStore } from './folder-store.ts';
import { createFileLinks } from './link.ts';
import { fileLinkPath, fileRoutes } from './routes.ts';

const workspaceId = newId<WorkspaceId>();
const now = instant(Date.UTC(2026, 0, 5));

async function makeFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'belay-files-'));
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function textOf(stream: Readable): Promise<string> {
  return Buffer.concat(await stream.toArray()).toString();
}

test('a file comes back byte for byte, and the same bytes are kept once for each workspace', async () => {
  const folder = await makeFolder();
  const files = await createFolderStore(folder);
  const first = await files.put(
    workspaceId,
    Readable.from([Buffer.from('hel'), Buffer.from('lo')]),
    100,
  );
  const again = await files.put(workspaceId, Readable.from([Buffer.from('hello')]), 100);
  assert.ok(first.isNew && !again.isNew);
  assert.equal(again.key, first.key);
  const other = await files.put(newId<WorkspaceId>(), Readable.from([Buffer.from('hello')]), 100);
  assert.ok(other.isNew && other.key !== first.key);
  const opened = await files.open(first.key);
  assert.ok(opened);
  assert.equal(opened.size, 5);
  assert.equal(await textOf(opened.stream), 'hello');
  await files.remove(first.key);
  await files.remove(first.key);
  assert.equal(await files.open(first.key), null);
});

test('a file beyond the limit, or one whose stream breaks, leaves nothing behind', async () => {
  const folder = await makeFolder();
  const files = await createFolderStore(folder);
  await assert.rejects(
    files.put(workspaceId, Readable.from([Buffer.alloc(60), Buffer.alloc(60)]), 100),
    (error) => error instanceof RequestRefused && error.code === 'request_too_large',
  );
  const breaking = new Readable({
    read() {
      this.push('half');
      this.destroy(new Error('connection lost'));
    },
  });
  await assert.rejects(files.put(workspaceId, breaking, 100), /connection lost/);
  assert.deepEqual(await filesIn(folder), []);
});

test('what a dead process left unfinished is swept a day later, never what another writes', async () => {
  const folder = await makeFolder();
  const unfinished = path.join(folder, 'unfinished');
  await mkdir(unfinished);
  await writeFile(path.join(unfinished, 'young'), 'half');
  await writeFile(path.join(unfinished, 'old'), 'half');
  const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  await utimes(path.join(unfinished, 'old'), twoDaysAgo, twoDaysAgo);
  await createFolderStore(folder);
  assert.deepEqual(await filesIn(folder), ['young']);
});

test('an idle file is removed; one that was stored again meanwhile stays', async () => {
  const folder = await makeFolder();
  const files = await createFolderStore(folder);
  const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  const putLongAgo = async (words: string) => {
    const { key } = await files.put(workspaceId, Readable.from([words]), 100);
    const entries = await readdir(folder, { recursive: true });
    const place = entries.find((entry) => entry.endsWith(key.slice(key.indexOf('/') + 1)));
    await utimes(path.join(folder, place ?? ''), twoDaysAgo, twoDaysAgo);
    return key;
  };
  const idle = await putLongAgo('idle');
  const again = await putLongAgo('again');
  await files.put(workspaceId, Readable.from(['again']), 100);
  await files.removeIdle(idle);
  await files.removeIdle(again);
  assert.equal(await files.open(idle), null);
  assert.notEqual(await files.open(again), null);
});

test('a key that could lead out of the folder is a mistake and throws', async () => {
  const files = await createFolderStore(await makeFolder());
  await assert.rejects(files.open('../../etc/passwd'), /not a file key/);
  await assert.rejects(files.remove('x/../../y'), /not a file key/);
});

test('a name from outside cannot break the header, leave its folder or hide its ending', () => {
  assert.equal(cleanName('../../etc/passwd'), '_.._etc_passwd');
  assert.equal(cleanName('invoice\u202Egpj.exe'), 'invoicegpj.exe');
  assert.equal(cleanName('a\r\nset-cookie: x'), 'aset-cookie_ x');
  assert.equal(cleanName(''), 'file');
  assert.ok(cleanName(`${'x'.repeat(300)}.pdf`).endsWith('.pdf'));
  assert.match(disposition('attachment', 'ใบเสร็จ.pdf'), /filename\*=UTF-8''%E0%B9%83/);
  assert.doesNotMatch(disposition('attachment', 'a"b\\c'), /[^=]"[^;]*"[^;]*"/);
});

async function appWith(folder: string) {
  const files = await createFolderStore(folder);
  const links = createFileLinks('a secret of at least 32 characters');
  const download = route({
    method: 'GET',
    url: '/api/v1/any/:mediaType/:name',
    summary: 'Serves some bytes as the sender named them.',
    permission: 'public',
    scope: null,
    produces: 'application/octet-stream',
    schema: { params: z.object({ mediaType: z.string(), name: z.string() }) },
    handler: async ({ params, reply }) =>
      sendDownload(reply, {
        stream: Readable.from([Buffer.from('bytes')]),
        size: 5,
        fileName: params.name,
        mediaType: params.mediaType,
        wantsInline: true,
      }),
  });
  const app = await createHttpApp({
    routes: [download, ...fileRoutes({ files, links, now: () => now })],
    mounts: [],
    pages: [],
    authenticator: { authenticate: async () => null },
    idempotency: null,
    baseUrl: new URL('http://localhost'),
    now: () => now,
    log: pino({ level: 'silent' }),
    version: '0.0.0',
    fileLimitBytes: 1000,
  });
  return { app, files, links };
}

test('only plain pictures are shown inline; pages and SVG are downloads in a sandbox', async () => {
  const { app } = await appWith(await makeFolder());
  const served = async (type: string) =>
    (await app.inject(`/api/v1/any/${encodeURIComponent(type)}/a.bin`)).headers;
  const picture = await served('image/png');
  assert.equal(picture['content-type'], 'image/png');
  assert.match(String(picture['content-disposition']), /^inline/);
  for (const type of ['image/svg+xml', 'text/html', 'application/pdf', 'IMAGE/SVG+XML; x=1']) {
    const headers = await served(type);
    assert.equal(headers['content-type'], 'application/octet-stream', type);
    assert.match(String(headers['content-disposition']), /^attachment/);
    assert.match(String(headers['content-security-policy']), /default-src 'none'.*sandbox/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  }
});

test('a signed link opens its file without a cookie, until it expires or is changed', async () => {
  const { app, files, links } = await appWith(await makeFolder());
  const { key } = await files.put(workspaceId, Readable.from([Buffer.from('hello')]), 100);
  const link = { key, fileName: 'a.txt', mediaType: 'text/plain' };
  const token = links.sign({ ...link, expiresAtMs: plusMs(now, 1000) });
  const answer = await app.inject(fileLinkPath(token));
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.body, 'hello');
  const old = links.sign({ ...link, expiresAtMs: now });
  assert.equal((await app.inject(fileLinkPath(old))).json().code, 'link_invalid');
  const [payload = '', signature = ''] = token.split('.');
  const forged = Buffer.from(payload, 'base64url').toString().replace('a.txt', 'b.txt');
  const changed = `${Buffer.from(forged).toString('base64url')}.${signature}`;
  assert.equal((await app.inject(fileLinkPath(changed))).json().code, 'link_invalid');
  assert.equal((await app.inject(fileLinkPath(payload))).json().code, 'link_invalid');
  assert.equal(createFileLinks('another secret of 32 characters!').read(token, now), null);
});
