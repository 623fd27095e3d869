import { catalogue as audit } from './audit.ts';
import { catalogue as channel } from './channel.ts';
import { catalogue as compensation } from './compensation.ts';
import { catalogue as holiday } from './holiday.ts';
import { catalogue as incident } from './incident.ts';
import { catalogue as knowledge } from './knowledge.ts';
import { catalogue as matrix } from './matrix.ts';
import { catalogue as opening } from './opening.ts';
import { catalogue as people } from './people.ts';
import { catalogue as plan } from './plan.ts';
import { catalogue as report } from './report.ts';
import { catalogue as security } from './security.ts';
import { catalogue as settings } from './settings.ts';
import { catalogue as setup } from './setup.ts';
import { catalogue as signIn } from './sign-in.ts';
import { catalogue as sla } from './sla.ts';
import { catalogue as template } from './template.ts';
import { catalogue as webhook } from './webhook.ts';
import { catalogue as workspace } from './workspace.ts';
import { catalogue as health } from './health.ts';
import { catalogue as first } from './desk-first.ts';

/** The words of the whole desk. */
export const catalogue = {
  ...first,
  ...audit,
  ...channel,
  ...compensation,
  ...holiday,
  ...incident,
  ...knowledge,
  ...matrix,
  ...opening,
  ...people,
  ...plan,
  ...report,
  ...security,
  ...settings,
  ...setup,
  ...signIn,
  ...sla,
  ...template,
  ...webhook,
  ...workspace,
  ...health,
};
