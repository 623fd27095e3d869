import type { Area } from '../catalogue.ts';

export const catalogue = {
  'error.network': 'Belay cannot be reached. Check your connection; we keep trying.',
  'error.timeout': 'It took too long. Please try again.',
  'error.internal_error': 'Something went wrong on our side. It was recorded; please try again.',
  'error.not_found': 'It is not there, or you may not see it.',
  'error.sign_in_required': 'Please sign in.',
  'error.not_permitted': 'Your role does not allow this. Ask an administrator.',
  'error.invalid_request': 'Some fields need another look.',
  'error.version_mismatch': 'Someone changed this meanwhile. Look again, then save.',
  'error.rate_limited': 'Too many tries. Wait a moment and try again.',
} as const satisfies Area<'error'>;
