import type { Area } from '../catalogue.ts';

export const catalogue = {
  'errors.network': 'Belay cannot be reached. Check your connection; we keep trying.',
  'errors.timeout': 'It took too long. Please try again.',
  'errors.unknown': 'Something went wrong on our side. It was recorded; please try again.',
  'errors.not_found': 'It is not there, or you may not see it.',
  'errors.unauthenticated': 'Please sign in.',
  'errors.forbidden': 'Your role does not allow this. Ask an administrator.',
  'errors.validation_failed': 'Some fields need another look.',
  'errors.version_conflict': 'Someone changed this meanwhile. Look again, then save.',
  'errors.rate_limited': 'Too many tries. Wait a moment and try again.',
} as const satisfies Area<'errors'>;
