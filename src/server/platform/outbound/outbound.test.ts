import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import { after, test } from 'node:test';
import { RequestRefused } from '../errors/refused.ts';
import { isPublicAddress } from './address.ts';
import { createGuardedFetch, outboundDefaults } from './guarded-fetch.ts';

const refusedAddresses = [
  '127.0.0.1',
  '0.0.0.0',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:0:127.0.0.1',
  '::127.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b::10.0.0.1',
  '64:ff9b:1::7f00:1',
  // The local prefix, with 10.0.0.1 where RFC 6052 puts it and a public address at the end.
  '64:ff9b:1:a00:0:100:808:808',
  '2002:7f00:1::',
  '2002:c0a8:101::1',
  '2001:0:4136:e378::',
  '2001:db8::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  'localhost',
  '',
];

test('private, link-local, mapped, translated and special addresses are refused', () => {
  for (const address of refusedAddresses) assert.ok(!isPublicAddress(address), address);
});

test('public addresses are let through, also written inside IPv6', () => {
  for (const address of [
    '1.1.1.1',
    '172.32.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ]) {
    assert.ok(isPublicAddress(address), address);
  }
});

const servers: { close(): void }[] = [];
after(() => {
  for (const server of servers) server.close();
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof RequestRefused) return error.code;
  return error instanceof Error ? error.message : 'no error';
}

test('what is no public HTTPS address is refused before anything is sent', async () => {
  let calls = 0;
  const port = await serve((_request, response) => {
    calls += 1;
    response.end();
  });
  const get = createGuardedFetch(outboundDefaults);
  const urls = [
    `http://127.0.0.1:${port}/`,
    `https://127.0.0.1:${port}/`,
    `https://[::ffff:127.0.0.1]:${port}/`,
    `https://2130706433:${port}/`,
    `https://0x7f.1:${port}/`,
    'https://user:secret@example.org/',
    'file:///etc/passwd',
    'gopher://example.org/',
    'not an address',
  ];
  for (const url of urls) {
    assert.equal(await codeOf(get({ url, method: 'GET' })), 'address_refused', url);
  }
  assert.equal(calls, 0);
});

test('a name with one private address among public ones is refused', async () => {
  const lookup = async () => [
    { address: '1.1.1.1', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];
  const get = createGuardedFetch({ ...outboundDefaults, lookup });
  const asked = get({ url: 'https://shop.example/', method: 'GET' });
  assert.equal(await codeOf(asked), 'address_refused');
});

test('the connection goes to the address that was checked, and the name is asked once', async () => {
  let asked = 0;
  const port = await serve((request, response) => response.end(request.headers.host));
  const get = createGuardedFetch({
    ...outboundDefaults,
    allowedHosts: ['rebinding.example'],
    lookup: async () => {
      asked += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    },
  });
  const answer = await get({ url: `http://rebinding.example:${port}/`, method: 'GET' });
  assert.equal(answer.body.toString(), `rebinding.example:${port}`);
  assert.equal(asked, 1);
});

test('a redirect is checked again, loses our secrets, and may not go on for ever', async () => {
  const seen: (string | undefined)[] = [];
  const second = await serve((request, response) => {
    seen.push(request.headers.authorization);
    response.end('arrived');
  });
  const port = await serve((request, response) => {
    const to: Record<string, string> = {
      '/private': 'http://10.0.0.1/',
      '/on': `http://localhost:${second}/`,
      '/loop': '/loop',
    };
    response.writeHead(302, { location: to[request.url ?? ''] ?? '/' }).end();
  });
  const get = createGuardedFetch({
    ...outboundDefaults,
    allowedHosts: [`127.0.0.1:${port}`, `localhost:${second}`],
  });
  const call = (path: string) =>
    get({
      url: `http://127.0.0.1:${port}${path}`,
      method: 'POST',
      body: 'x',
      headers: { authorization: 'Bearer secret' },
    });
  assert.equal(await codeOf(call('/private')), 'address_refused');
  assert.equal((await call('/on')).body.toString(), 'arrived');
  assert.deepEqual(seen, [undefined]);
  assert.equal(await codeOf(call('/loop')), 'too many redirects');
});

test('an answer that is too large or never comes is cut off', async () => {
  const port = await serve((request, response) => {
    if (request.url === '/large') response.end('x'.repeat(2000));
  });
  const get = createGuardedFetch({
    ...outboundDefaults,
    allowedHosts: ['127.0.0.1'],
    bytesMax: 1000,
    timeoutMs: 100,
  });
  const call = (path: string) => get({ url: `http://127.0.0.1:${port}${path}`, method: 'GET' });
  assert.match(await codeOf(call('/large')), /larger than 1000/);
  assert.match(await codeOf(call('/silent')), /abort|timeout/i);
});
