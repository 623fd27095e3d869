import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorld } from '#harness/world.ts';

test('There is no portal, so nothing misses it: /help/ is an address like any other', async () => {
  const { ada, belay } = await openWorld();
  const answerOf = async (url: string): Promise<unknown[]> => {
    const { statusCode, body } = await belay.app.inject({ url, headers: { accept: 'text/html' } });
    return [statusCode, body.replaceAll(url, '')];
  };
  const [status, body] = await answerOf('/help/');
  const [expected, words] = await answerOf('/nowhere/');
  assert.equal(status, expected);
  // Without built pages both are a refusal, which has a number of its own.
  if (status === 200) assert.equal(body, words);
  const health = await ada.browser.get('/api/v1/health');
  assert.equal(health.status, 200);
  assert.doesNotMatch(JSON.stringify(health.body), /\/help\//);
});
