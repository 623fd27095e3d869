import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const issueTypeList = z.object({ items: z.array(z.string()) }).meta({ id: 'IssueTypeList' });

export const listIssueTypes = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/issue-types',
  summary:
    'The issue types that the matrix, the service levels and the tickets one may see use, by name.',
  tag: 'tickets',
  permission: 'ticket.read',
  scope: 'tickets:read',
  schema: { response: issueTypeList },
});
