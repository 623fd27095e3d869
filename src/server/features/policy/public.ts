export { addPolicyVersionIn, lockPolicies } from './commands.ts';
