import { catalogue as common } from './common.ts';
import { catalogue as conflict } from './conflict.ts';
import { catalogue as contact } from './contact.ts';
import { catalogue as errors } from './errors.ts';
import { catalogue as escalation } from './escalation.ts';
import { catalogue as feedback } from './feedback.ts';
import { catalogue as inbox } from './inbox.ts';
import { catalogue as notification } from './notification.ts';
import { catalogue as search } from './search.ts';
import { catalogue as ticket } from './ticket.ts';

/** The words of the inbox and the ticket: what is wanted before anything is seen. */
export const catalogue = {
  ...common,
  ...conflict,
  ...contact,
  ...errors,
  ...escalation,
  ...feedback,
  ...inbox,
  ...notification,
  ...search,
  ...ticket,
};
