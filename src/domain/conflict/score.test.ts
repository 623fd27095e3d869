import assert from 'node:assert/strict';
import { it } from 'node:test';
import { correctedScore, levelOf, scoreAfter } from './score.ts';

const lawyer = [{ sign: 'threatens_lawyer', words: ['my lawyer'] }] as const;

it('a threat makes a conversation hostile, and calm messages cool it again', () => {
  let score = scoreAfter(0, lawyer);
  assert.equal(levelOf(score), 'hostile');
  const levels = [0, 1, 2, 3].map(() => {
    score = scoreAfter(score, []);
    return levelOf(score);
  });
  assert.deepEqual(levels, ['tense', 'tense', 'none', 'none']);
});

it('signs repeated from message to message climb, and never beyond a hundred', () => {
  let score = 0;
  for (let count = 0; count < 20; count += 1) score = scoreAfter(score, lawyer);
  assert.equal(score, 100);
});

it('a sign counts once a message', () => {
  assert.equal(scoreAfter(0, [...lawyer, ...lawyer]), scoreAfter(0, lawyer));
});

it('what an agent says is there is all there is', () => {
  assert.equal(correctedScore([]), 0);
  assert.equal(levelOf(correctedScore(['argues'])), 'tense');
});
