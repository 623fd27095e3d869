import { catalogue as common } from './common.ts';
import { catalogue as errors } from './errors.ts';
import { catalogue as portal } from './portal.ts';

/** The words of the pages that customers open. */
export const catalogue = {
  ...common,
  ...errors,
  ...portal,
};
