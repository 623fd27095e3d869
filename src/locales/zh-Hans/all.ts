import { catalogue as cli } from './cli.ts';
import { catalogue as customer } from './customer.ts';
import { catalogue as desk } from './desk.ts';
import { catalogue as portal } from './portal.ts';
import { catalogue as widget } from './widget.ts';

/** Every word, for the server and the command line. */
export const catalogue = {
  ...desk,
  ...portal,
  ...widget,
  ...customer,
  ...cli,
};
