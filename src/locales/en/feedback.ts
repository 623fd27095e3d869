import type { Area } from '../catalogue.ts';

export const catalogue = {
  'feedback.title': 'How did we do?',
  'feedback.about': 'Your request #{number} to {workspace}',
  'feedback.question': 'How satisfied are you?',
  'feedback.score.1': 'Very bad',
  'feedback.score.2': 'Bad',
  'feedback.score.3': 'All right',
  'feedback.score.4': 'Good',
  'feedback.score.5': 'Very good',
  'feedback.saved': 'Thank you. Your answer is saved.',
  'feedback.change': 'You can change it at any time with the same link.',
  'feedback.comment': 'Would you like to tell us more?',
  'feedback.comment.send': 'Send the comment',
  'feedback.comment.saved': 'Thank you. Your comment has arrived.',
  'feedback.failed': 'That did not arrive. Please try again.',
  'feedback.wrong': 'This link does not work',
  'feedback.wrong.hint':
    'Part of it may be missing. Please open it again from our message, or copy the whole link.',
} as const satisfies Area<'feedback'>;
