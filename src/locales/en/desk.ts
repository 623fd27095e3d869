import { catalogue as audit } from './audit.ts';
import { catalogue as channel } from './channel.ts';
import { catalogue as common } from './common.ts';
import { catalogue as compensation } from './compensation.ts';
import { catalogue as conflict } from './conflict.ts';
import { catalogue as contact } from './contact.ts';
import { catalogue as errors } from './errors.ts';
import { catalogue as escalation } from './escalation.ts';
import { catalogue as feedback } from './feedback.ts';
import { catalogue as inbox } from './inbox.ts';
import { catalogue as incident } from './incident.ts';
import { catalogue as knowledge } from './knowledge.ts';
import { catalogue as matrix } from './matrix.ts';
import { catalogue as notification } from './notification.ts';
import { catalogue as people } from './people.ts';
import { catalogue as plan } from './plan.ts';
import { catalogue as report } from './report.ts';
import { catalogue as search } from './search.ts';
import { catalogue as security } from './security.ts';
import { catalogue as settings } from './settings.ts';
import { catalogue as setup } from './setup.ts';
import { catalogue as signIn } from './sign-in.ts';
import { catalogue as sla } from './sla.ts';
import { catalogue as template } from './template.ts';
import { catalogue as webhook } from './webhook.ts';
import { catalogue as workspace } from './workspace.ts';
import { catalogue as health } from './health.ts';
import { catalogue as ticket } from './ticket.ts';

/** The words of the desk. */
export const catalogue = {
  ...common,
  ...errors,
  ...inbox,
  ...ticket,
  ...escalation,
  ...matrix,
  ...sla,
  ...people,
  ...contact,
  ...channel,
  ...report,
  ...incident,
  ...knowledge,
  ...feedback,
  ...compensation,
  ...conflict,
  ...notification,
  ...search,
  ...signIn,
  ...security,
  ...setup,
  ...plan,
  ...settings,
  ...audit,
  ...health,
  ...workspace,
  ...webhook,
  ...template,
};

export type DeskKey = keyof typeof catalogue;
