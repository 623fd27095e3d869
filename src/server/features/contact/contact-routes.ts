import {
  addIdentity,
  type Contact,
  createContact,
  eraseContact,
  exportContact,
  listContacts,
  mergeContact,
  readContact,
  removeIdentity,
  unmergeContact,
  updateContact,
} from '#contract/contact.ts';
import type { ContactId } from '#domain/kernel/id.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { changeContactOf, createContactOf } from './change-contact.ts';
import { readContactOf } from './contact-query.ts';
import { eraseContactOf } from './erase-contact.ts';
import { exportContactOf } from './export-contact.ts';
import type { ContactGround } from './ground.ts';
import { addIdentityOf, removeIdentityOf } from './identities.ts';
import { listContactsOf } from './list-contacts.ts';
import { mergeContactsOf, unmergeContactsOf } from './merge-contact.ts';

/** Customers: found, read, changed, merged, exported and erased. */
export function contactRoutes(ground: ContactGround): readonly Route[] {
  return [...readingRoutes(ground), ...writingRoutes(ground), ...mergingRoutes(ground)];
}

function readingRoutes(ground: ContactGround): readonly Route[] {
  const { core, files, gate } = ground;
  return [
    route({
      ...listContacts,
      errors: ['cursor_invalid'],
      handler: ({ actor, query }) => listContactsOf(core.db, actor, query),
    }),
    route({
      ...readContact,
      errors: ['not_found'],
      handler: async ({ actor, params }) => {
        await gate.require(actor, 'contact', params.contactId, 'contact.read');
        return present(ground, actor, params.contactId);
      },
    }),
    route({
      ...exportContact,
      errors: ['not_found'],
      handler: async ({ actor, params, request }) => {
        await gate.require(actor, 'contact', params.contactId, 'contact.erase');
        return exportContactOf(core, actor, { ...params, address: request.ip });
      },
    }),
    route({
      ...eraseContact,
      errors: ['not_found', 'contact_has_open_tickets'],
      handler: async ({ actor, params, request }) => {
        await gate.require(actor, 'contact', params.contactId, 'contact.erase');
        const asked = { contactId: params.contactId as ContactId, address: request.ip };
        await eraseContactOf({ core, files }, actor, asked);
      },
    }),
  ];
}

function writingRoutes(ground: ContactGround): readonly Route[] {
  const { core, gate } = ground;
  return [
    route({
      ...createContact,
      errors: ['identity_taken'],
      handler: async ({ actor, body }) => {
        const id = await createContactOf(core, actor, body);
        return present(ground, actor, id);
      },
    }),
    route({
      ...updateContact,
      errors: ['not_found', 'version_mismatch'],
      handler: async ({ actor, params, body, ifMatch }) => {
        await gate.require(actor, 'contact', params.contactId, 'contact.write');
        const fields = { ...body, version: body.version ?? ifMatch ?? undefined };
        const contactId = params.contactId as ContactId;
        await changeContactOf(core, actor, { contactId, fields });
        return present(ground, actor, contactId);
      },
    }),
    route({
      ...addIdentity,
      errors: ['not_found', 'identity_taken'],
      handler: async ({ actor, params, body }) => {
        await gate.require(actor, 'contact', params.contactId, 'contact.write');
        const contactId = params.contactId as ContactId;
        await addIdentityOf(core, actor, { contactId, identity: body });
        return present(ground, actor, contactId);
      },
    }),
    route({
      ...removeIdentity,
      errors: ['not_found'],
      handler: async ({ actor, params }) => {
        await gate.require(actor, 'contact', params.contactId, 'contact.write');
        const contactId = params.contactId as ContactId;
        await removeIdentityOf(core, actor, { contactId, identityId: params.identityId });
        return present(ground, actor, contactId);
      },
    }),
  ];
}

function mergingRoutes(ground: ContactGround): readonly Route[] {
  const { core, gate } = ground;
  const mergeOf = (params: { contactId: string; otherId: string }, address: string) => ({
    contactId: params.contactId as ContactId,
    otherId: params.otherId as ContactId,
    address,
  });
  return [
    route({
      ...mergeContact,
      errors: ['not_found', 'merge_impossible'],
      handler: async ({ actor, params, request }) => {
        await gate.require(actor, 'contact', params.contactId, 'contact.merge');
        await gate.require(actor, 'contact', params.otherId, 'contact.merge');
        await mergeContactsOf(core, actor, mergeOf(params, request.ip));
        return present(ground, actor, params.contactId);
      },
    }),
    route({
      ...unmergeContact,
      errors: ['not_found'],
      handler: async ({ actor, params, request }) => {
        await gate.require(actor, 'contact', params.contactId, 'contact.merge');
        await unmergeContactsOf(core, actor, mergeOf(params, request.ip));
        return present(ground, actor, params.contactId);
      },
    }),
  ];
}

async function present(
  ground: ContactGround,
  actor: StaffActor,
  contactId: string,
): Promise<Contact> {
  const found = await readContactOf(ground.core.db, actor, contactId);
  if (found === null) throw new RequestRefused('not_found');
  return found;
}
