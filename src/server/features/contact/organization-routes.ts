import { sql } from 'kysely';
import {
  createOrganization,
  listOrganizationPolicies,
  listOrganizations,
  type Organization,
  readOrganization,
  updateOrganization,
} from '#contract/organization.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { changeOrganizationOf, createOrganizationOf } from './change-organization.ts';
import type { ContactGround } from './ground.ts';
import { listOrganizationsOf, readOrganizationOf } from './organization-query.ts';

/** The companies that customers belong to. */
export function organizationRoutes(ground: ContactGround): readonly Route[] {
  const { core, gate } = ground;
  return [
    route({
      ...listOrganizationPolicies,
      handler: async ({ actor }) => {
        const { rows } = await sql<{ id: string; name: string }>`
          select id, name
          from sla_policy
          where workspace_id = ${actor.workspaceId}
            and kind = 'customer'
            and archived_at is null
          order by position, id
        `.execute(core.db);
        return { items: rows };
      },
    }),
    route({
      ...listOrganizations,
      errors: ['cursor_invalid'],
      handler: ({ actor, query }) => listOrganizationsOf(core.db, actor, query),
    }),
    route({
      ...readOrganization,
      errors: ['not_found'],
      handler: async ({ actor, params }) => {
        await gate.require(actor, 'organization', params.organizationId, 'contact.read');
        return present(ground, actor, params.organizationId);
      },
    }),
    route({
      ...createOrganization,
      handler: async ({ actor, body }) => {
        const id = await createOrganizationOf(core, actor, body);
        return present(ground, actor, id);
      },
    }),
    route({
      ...updateOrganization,
      errors: ['not_found', 'version_mismatch'],
      handler: async ({ actor, params, body, ifMatch }) => {
        const { organizationId } = params;
        await gate.require(actor, 'organization', organizationId, 'contact.write');
        const fields = { ...body, version: body.version ?? ifMatch ?? undefined };
        await changeOrganizationOf(core, actor, { organizationId, fields });
        return present(ground, actor, organizationId);
      },
    }),
  ];
}

async function present(
  ground: ContactGround,
  actor: StaffActor,
  organizationId: string,
): Promise<Organization> {
  const found = await readOrganizationOf(ground.core.db, actor, organizationId);
  if (found === null) throw new RequestRefused('not_found');
  return found;
}
