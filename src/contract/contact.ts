import { z } from 'zod';
import { tiers } from '#domain/people/directory.ts';
import { ticketStates } from '#domain/ticket/ticket.ts';
import { endpoint } from './endpoint.ts';
import { organization } from './organization.ts';
import { idText, pageOf, pageQuery } from './page.ts';
import { moneyCents, profileCustom, segments } from './profile.ts';
import { named } from './ticket.ts';

export const identityKinds = ['email', 'phone', 'webchat', 'external'] as const;
export type IdentityKind = (typeof identityKinds)[number];

export const riskFlags = ['fraud', 'legal', 'compliance'] as const;
export type RiskFlag = (typeof riskFlags)[number];

/** One way in which a person writes; each belongs to one person. */
export const contactIdentity = z
  .object({
    id: idText,
    kind: z.enum(identityKinds),
    value: z.string(),
    isVerified: z.boolean(),
    /** Mail to it came back. */
    hasBounced: z.boolean(),
    /** Comes from a contact that was merged into this one. */
    isMerged: z.boolean(),
  })
  .meta({ id: 'ContactIdentity' });
export type ContactIdentity = z.infer<typeof contactIdentity>;

export const contactRow = z
  .object({
    id: idText,
    name: z.string(),
    isVerified: z.boolean(),
    organization: named.nullable(),
    /** The organization's segment goes before the contact's own. */
    segment: z.enum(segments).nullable(),
    email: z.string().nullable(),
    openTicketCount: z.number().int(),
    lastScore: z.number().int().nullable(),
    riskFlags: z.array(z.enum(riskFlags)),
    updatedAt: z.string(),
  })
  .meta({ id: 'ContactRow' });
export type ContactRow = z.infer<typeof contactRow>;

/** A ticket of the person's history. */
export const contactTicket = z.object({
  id: idText,
  number: z.number().int(),
  subject: z.string(),
  state: z.enum(ticketStates),
  createdAt: z.string(),
  escalationState: z.enum(['active', 'returned']).nullable(),
  handlerTier: z.enum(tiers).nullable(),
});

/** Everything that stands beside a ticket about who asks. */
export const contact = z
  .object({
    id: idText,
    name: z.string(),
    language: z.string().nullable(),
    /** False for somebody whom another named, or whose sender could not be proved. */
    isVerified: z.boolean(),
    segment: z.enum(segments).nullable(),
    plan: z.string().nullable(),
    valueCents: z.number().int(),
    currency: z.string(),
    riskFlags: z.array(z.enum(riskFlags)),
    custom: profileCustom,
    lastScore: z.number().int().nullable(),
    identities: z.array(contactIdentity),
    organization: organization.nullable(),
    /** Escalations that are not closed, of every ticket of theirs that the reader may see. */
    openEscalationCount: z.number().int(),
    ticketCount: z.number().int(),
    /** The latest ones that the reader may see. */
    tickets: z.array(contactTicket),
    /** Who was merged into this one and can be taken out again. */
    merged: z.array(named),
    version: z.number().int(),
    createdAt: z.string(),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof contact>;

const contactParams = z.object({ contactId: idText });

export const listContacts = endpoint({
  method: 'GET',
  url: '/api/v1/contacts',
  summary: 'Find customers by name, address, number or organization.',
  tag: 'contacts',
  permission: 'contact.read',
  scope: 'contacts:read',
  schema: {
    query: pageQuery.extend({
      search: z.string().trim().max(200).optional(),
      organizationId: idText.optional(),
    }),
    response: pageOf(contactRow),
  },
});

export const readContact = endpoint({
  method: 'GET',
  url: '/api/v1/contacts/:contactId',
  summary: 'Read one customer with identities, organization, value and history.',
  tag: 'contacts',
  permission: 'contact.read',
  scope: 'contacts:read',
  schema: { params: contactParams, response: contact },
});

const contactFields = z
  .object({
    name: z.string().trim().min(1).max(200),
    language: z.string().min(2).max(20).nullable(),
    organizationId: idText.nullable(),
    segment: z.enum(segments).nullable(),
    plan: z.string().trim().min(1).max(100).nullable(),
    valueCents: moneyCents,
    riskFlags: z.array(z.enum(riskFlags)).max(riskFlags.length),
    custom: profileCustom,
    isVerified: z.boolean(),
  })
  .partial();
export type ContactFields = z.infer<typeof contactFields>;

const identityBody = z.object({
  kind: z.enum(identityKinds),
  value: z.string().trim().min(1).max(320),
});

export const createContact = endpoint({
  method: 'POST',
  url: '/api/v1/contacts',
  summary: 'Add a customer, with the addresses and numbers they write from.',
  tag: 'contacts',
  permission: 'contact.write',
  scope: 'contacts:write',
  status: 201,
  schema: {
    body: contactFields
      .required({ name: true })
      .extend({ identities: z.array(identityBody).max(20).default([]) }),
    response: contact,
  },
});

export const updateContact = endpoint({
  method: 'PATCH',
  url: '/api/v1/contacts/:contactId',
  summary: 'Change what is known of a customer; open tickets follow with their clocks.',
  tag: 'contacts',
  permission: 'contact.write',
  scope: 'contacts:write',
  schema: {
    params: contactParams,
    body: contactFields.extend({ version: z.number().int().optional() }),
    response: contact,
  },
});

export const addIdentity = endpoint({
  method: 'POST',
  url: '/api/v1/contacts/:contactId/identities',
  summary: 'Add an address or number that the customer writes from.',
  tag: 'contacts',
  permission: 'contact.write',
  scope: 'contacts:write',
  status: 201,
  schema: { params: contactParams, body: identityBody, response: contact },
});

export const removeIdentity = endpoint({
  method: 'DELETE',
  url: '/api/v1/contacts/:contactId/identities/:identityId',
  summary: 'Take an address or number from a customer; who writes from it is new again.',
  tag: 'contacts',
  permission: 'contact.write',
  scope: 'contacts:write',
  schema: { params: contactParams.extend({ identityId: idText }), response: contact },
});

const mergeParams = contactParams.extend({ otherId: idText });

export const mergeContact = endpoint({
  method: 'PUT',
  url: '/api/v1/contacts/:contactId/merged/:otherId',
  summary: 'Make two customers one: the other, with tickets and identities, becomes part of this.',
  tag: 'contacts',
  permission: 'contact.merge',
  scope: 'contacts:write',
  schema: { params: mergeParams, response: contact },
});

export const unmergeContact = endpoint({
  method: 'DELETE',
  url: '/api/v1/contacts/:contactId/merged/:otherId',
  summary: 'Take a merged customer out again, with the tickets that were theirs.',
  tag: 'contacts',
  permission: 'contact.merge',
  scope: 'contacts:write',
  schema: { params: mergeParams, response: contact },
});

/** All that Belay holds of a person, in a form that programs read (GDPR, articles 15 and 20). */
export const contactExport = z
  .object({
    exportedAt: z.string(),
    contact: z.record(z.string(), z.unknown()),
    identities: z.array(z.record(z.string(), z.unknown())),
    organization: z.record(z.string(), z.unknown()).nullable(),
    tickets: z.array(z.record(z.string(), z.unknown())),
    messages: z.array(z.record(z.string(), z.unknown())),
    attachments: z.array(z.record(z.string(), z.unknown())),
    scores: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ id: 'ContactExport' });
export type ContactExport = z.infer<typeof contactExport>;

export const exportContact = endpoint({
  method: 'GET',
  url: '/api/v1/contacts/:contactId/export',
  summary: 'Everything that is kept of a customer, as JSON. Recorded in the audit log.',
  tag: 'contacts',
  permission: 'contact.erase',
  scope: 'export:read',
  schema: { params: contactParams, response: contactExport },
});

export const eraseContact = endpoint({
  method: 'DELETE',
  url: '/api/v1/contacts/:contactId',
  summary: 'Erase a customer for good: names, addresses, words and files. Figures stay.',
  tag: 'contacts',
  permission: 'contact.erase',
  scope: 'contacts:write',
  schema: { params: contactParams },
});
