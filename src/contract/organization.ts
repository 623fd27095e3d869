import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idText, pageOf, pageQuery } from './page.ts';
import { moneyCents, profileCustom, segments } from './profile.ts';
import { named } from './ticket.ts';

/** The company that customers belong to. */
export const organization = z
  .object({
    id: idText,
    name: z.string(),
    /** Whoever writes from a mail address of these belongs to it. */
    domains: z.array(z.string()),
    segment: z.enum(segments).nullable(),
    plan: z.string().nullable(),
    valueCents: z.number().int(),
    currency: z.string(),
    /** The SLA policy of the contract, before all that would match otherwise. */
    policy: named.nullable(),
    custom: profileCustom,
    contactCount: z.number().int(),
    openTicketCount: z.number().int(),
    openEscalationCount: z.number().int(),
    version: z.number().int(),
    createdAt: z.string(),
  })
  .meta({ id: 'Organization' });
export type Organization = z.infer<typeof organization>;

/** `acme.com`, without `@` and in lower case; what is international is given as it is read. */
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u);

const organizationFields = z
  .object({
    name: z.string().trim().min(1).max(200),
    domains: z.array(domain).max(50),
    segment: z.enum(segments).nullable(),
    plan: z.string().trim().min(1).max(100).nullable(),
    valueCents: moneyCents,
    policyId: idText.nullable(),
    custom: profileCustom,
  })
  .partial();
export type OrganizationFields = z.infer<typeof organizationFields>;

const organizationParams = z.object({ organizationId: idText });

export const listOrganizations = endpoint({
  method: 'GET',
  url: '/api/v1/organizations',
  summary: 'Find organizations by name or mail domain.',
  tag: 'organizations',
  permission: 'contact.read',
  scope: 'contacts:read',
  schema: {
    query: pageQuery.extend({ search: z.string().trim().max(200).optional() }),
    response: pageOf(organization),
  },
});

export const readOrganization = endpoint({
  method: 'GET',
  url: '/api/v1/organizations/:organizationId',
  summary: 'Read one organization.',
  tag: 'organizations',
  permission: 'contact.read',
  scope: 'contacts:read',
  schema: { params: organizationParams, response: organization },
});

export const createOrganization = endpoint({
  method: 'POST',
  url: '/api/v1/organizations',
  summary: 'Add an organization; contacts without one who write from its domains join it.',
  tag: 'organizations',
  permission: 'contact.write',
  scope: 'contacts:write',
  status: 201,
  schema: {
    body: organizationFields.required({ name: true }),
    response: organization,
  },
});

export const updateOrganization = endpoint({
  method: 'PATCH',
  url: '/api/v1/organizations/:organizationId',
  summary: 'Change an organization; open tickets follow with their clocks.',
  tag: 'organizations',
  permission: 'contact.write',
  scope: 'contacts:write',
  schema: {
    params: organizationParams,
    body: organizationFields.extend({ version: z.number().int().optional() }),
    response: organization,
  },
});

/** The policies an organization can be given; the rest of a policy belongs to the settings. */
export const listOrganizationPolicies = endpoint({
  method: 'GET',
  url: '/api/v1/organizations/policies',
  summary: 'The SLA policies that an organization can be given, by name.',
  tag: 'organizations',
  permission: 'contact.read',
  scope: 'contacts:read',
  schema: { response: z.object({ items: z.array(named) }) },
});
