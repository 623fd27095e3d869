/*
 * Satisfaction (CSAT): one question, five faces. The share of 4 and 5 among all answers is the
 * figure reports show; 1 and 2 are bad and open a follow-up for a manager (L2).
 */
export const scoreMin = 1;
export const scoreMax = 5;
const badScoreMax = 2;
export const satisfiedScoreMin = 4;

/** Whether the number is one of the five faces. */
export function isScore(score: number): boolean {
  return Number.isInteger(score) && score >= scoreMin && score <= scoreMax;
}

/** Whether the score asks a manager to close the loop with the customer. */
export function needsFollowUp(score: number): boolean {
  return score <= badScoreMax;
}

export function isSatisfied(score: number): boolean {
  return score >= satisfiedScoreMin;
}

/** The share of satisfied answers, 0 to 1; null when nobody answered. */
export function satisfactionRate(scores: readonly number[]): number | null {
  return scores.length === 0 ? null : scores.filter(isSatisfied).length / scores.length;
}
