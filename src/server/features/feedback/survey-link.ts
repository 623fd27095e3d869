import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { isId } from '#domain/kernel/id.ts';

/** Makes and reads the tokens of rating links: the survey's id, signed. */
export type SurveyTokens = {
  sign(surveyId: string): string;
  /** The survey's id, or null when the token was not made here. */
  read(token: string): string | null;
};

const signatureBytes = 16;

export function createSurveyTokens(secret: string): SurveyTokens {
  const key = Buffer.from(hkdfSync('sha256', secret, 'belay', 'survey links', 32));
  const signatureOf = (id: string): Buffer =>
    createHmac('sha256', key).update(id).digest().subarray(0, signatureBytes);
  return {
    sign: (surveyId) => `${surveyId}.${signatureOf(surveyId).toString('base64url')}`,
    read: (token) => {
      const [id = '', signature = ''] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      if (!isId(id) || given.length !== signatureBytes) return null;
      return timingSafeEqual(given, signatureOf(id)) ? id : null;
    },
  };
}

/** What is kept of a token: enough to find its survey, useless to whoever reads the table. */
export function surveyTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
