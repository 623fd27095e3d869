import type { Area } from '../catalogue.ts';

export const catalogue = {
  'setup.default.calendar': 'Office hours',
  'setup.default.customerPolicy': 'Standard',
  'setup.default.hopPolicy': 'Internal targets',
  'setup.default.firstLine': 'First line',
  'setup.default.secondLine': 'Second line',
  'setup.default.developers': 'Developers',
  'setup.default.keyAccounts': 'Key accounts',
  'setup.rule.outage': 'Outage',
  'setup.rule.fraud': 'Fraud and identity theft',
  'setup.rule.compliance': 'Compliance and privacy',
  'setup.rule.clock_breach': 'A clock is breached',
  'setup.rule.key_account': 'Key account',
  'setup.rule.billing': 'Billing and refunds',
  'setup.rule.complaint': 'Complaint',
  'setup.rule.technical': 'Technical fault',
} as const satisfies Area<'setup'>;
