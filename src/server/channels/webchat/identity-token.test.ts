import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { instant } from '#domain/kernel/instant.ts';
import { givenName } from './given-name.ts';
import { readIdentityToken, signIdentityToken } from './identity-token.ts';

const secret = 'the secret of the site';
const now = instant(1_800_000_000_000);
const exp = now / 1000 + 300;
const read = (token: string) => readIdentityToken(token, { secret, now });

test('a token of the site says who somebody is', () => {
  const token = signIdentityToken({ sub: ' 42 ', email: 'A@B.example', name: 'Ann', exp }, secret);
  assert.deepEqual(read(token), { externalId: '42', email: 'a@b.example', name: 'Ann' });
  const bare = signIdentityToken({ sub: '42', exp }, secret);
  assert.deepEqual(read(bare), { externalId: '42', email: null, name: '' });
});

test('a token that is forged, over, endless or unsigned says nothing', () => {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const sign = (head: object, body: object, key = secret) => {
    const signed = `${encode(head)}.${encode(body)}`;
    return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
  };
  const bad = [
    signIdentityToken({ sub: '42', exp }, 'another secret'),
    signIdentityToken({ sub: '42', exp: exp - 361 }, secret),
    sign({ alg: 'HS256' }, { sub: '42' }),
    sign({ alg: 'HS512' }, { sub: '42', exp }),
    sign({ alg: 'none' }, { sub: '42', exp }),
    sign({ alg: 'HS256' }, { sub: '', exp }),
    `${encode({ alg: 'none' })}.${encode({ sub: '42', exp })}.`,
    `${signIdentityToken({ sub: '42', exp }, secret)}.more`,
    '',
    '..',
  ];
  for (const token of bad) assert.equal(read(token), null, token);
  const ofNoSecret = signIdentityToken({ sub: '42', exp }, '');
  assert.equal(readIdentityToken(ofNoSecret, { secret: '', now }), null);
});

test('an agent is known by one name, whichever order names are written in', () => {
  assert.equal(givenName('Hoa'), 'Hoa');
  assert.equal(givenName('Samuel Okafor'), 'Samuel');
  assert.equal(givenName('Nguyễn Thị Lan'), 'Lan');
  assert.equal(givenName('王小明'), '王小明');
  assert.equal(givenName(' أحمد  الزهراني '), 'أحمد');
});
