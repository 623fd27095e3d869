import type { ConflictSign, FoundSign } from './sign.ts';

/*
 * The score of a conversation, 0 to 100. Each message adds the weight of the signs it shows to
 * what remains of the score before it: half. So one outburst fades over three or four calm
 * messages, and repeated ones climb. Each sign counts once a message, however often it stands.
 */
const weights: Readonly<Record<ConflictSign, number>> = {
  shouts: 15,
  argues: 20,
  asks_for_manager: 30,
  abuses: 40,
  threatens_review: 35,
  threatens_press: 50,
  threatens_regulator: 55,
  threatens_lawyer: 60,
};

export const conflictScoreMax = 100;
const remainsPerMessage = 0.5;

/** The ticket's score after a customer's message that shows these signs; an integer. */
export function scoreAfter(before: number, found: readonly FoundSign[]): number {
  return clamp(before * remainsPerMessage + weightOf(found.map(({ sign }) => sign)));
}

/** The score of signs that an agent says are there, without any history. */
export function correctedScore(signs: readonly ConflictSign[]): number {
  return clamp(weightOf(signs));
}

/** How heated a conversation is; mildest first. */
export const conflictLevels = ['none', 'tense', 'heated', 'hostile'] as const;
export type ConflictLevel = (typeof conflictLevels)[number];

/** The words a score is shown by: tense from 15, heated from 35, hostile from 60. */
export function levelOf(score: number): ConflictLevel {
  if (score >= 60) return 'hostile';
  if (score >= 35) return 'heated';
  return score >= 15 ? 'tense' : 'none';
}

function weightOf(signs: readonly ConflictSign[]): number {
  return [...new Set(signs)].reduce((sum, sign) => sum + weights[sign], 0);
}

function clamp(score: number): number {
  return Math.min(conflictScoreMax, Math.round(score));
}
