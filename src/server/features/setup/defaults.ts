import { sql } from 'kysely';
import type {
  AgentId,
  CalendarVersionId,
  MatrixVersionId,
  PolicyVersionId,
  TeamId,
  WorkspaceId,
} from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import {
  type BuiltInRule,
  builtInRules,
  type BusinessKind,
  defaultMatrix,
} from '#domain/matrix/defaults.ts';
import type { Team, Tier } from '#domain/people/directory.ts';
import { defaultCalendar, defaultCustomerPolicy, defaultHopPolicy } from '#domain/sla/defaults.ts';
import type { PolicyVersion } from '#domain/sla/policy.ts';
import type { Language } from '#locales/languages.ts';
import { translator } from '#locales/translate.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';

export type DefaultsAsked = {
  readonly workspaceId: WorkspaceId;
  readonly adminId: AgentId;
  readonly businessKind: BusinessKind;
  readonly language: Language;
  readonly timeZone: string;
  readonly now: Instant;
};

/** The teams that a workspace begins with; the second line is where escalations go first. */
export type DefaultTeams = { readonly firstLineId: TeamId; readonly secondLineId: TeamId };

/**
 * Gives a workspace all that it needs before its first ticket: office hours, targets for customers
 * and between teams, two teams, and a published matrix. Everything is an ordinary first version
 * that the settings change like any other.
 */
export async function installDefaults(tx: Tx, asked: DefaultsAsked): Promise<DefaultTeams> {
  const calendar = await installCalendar(tx, asked);
  await installPolicies(tx, asked, calendar.versionId);
  const teams = await installTeams(tx, asked, calendar);
  await installMatrix(tx, asked, teams);
  const [firstLine, secondLine] = teams;
  return { firstLineId: firstLine.id, secondLineId: secondLine.id };
}

type CalendarIds = { readonly id: string; readonly versionId: CalendarVersionId };

async function installCalendar(tx: Tx, asked: DefaultsAsked): Promise<CalendarIds> {
  const { workspaceId, now } = asked;
  const id = newId();
  const versionId = newId<CalendarVersionId>();
  const name = translator(asked.language)('setup.default.calendar');
  await sql`
    insert into calendar (workspace_id, id, name, current_version_id, created_at)
    values (${workspaceId}, ${id}, ${name}, ${versionId}, ${at(now)})
  `.execute(tx);
  const document = { ...defaultCalendar(versionId, asked.timeZone), name };
  await sql`
    insert into calendar_version
      (workspace_id, id, calendar_id, version, document, created_at, created_by)
    values (${workspaceId}, ${versionId}, ${id}, 1, ${json(document)}, ${at(now)}, ${asked.adminId})
  `.execute(tx);
  return { id, versionId };
}

async function installPolicies(
  tx: Tx,
  asked: DefaultsAsked,
  calendarVersionId: CalendarVersionId,
): Promise<void> {
  const t = translator(asked.language);
  const [customerId, hopId] = [newId(), newId()];
  const customer = defaultCustomerPolicy(newId<PolicyVersionId>(), customerId, calendarVersionId);
  const hop = defaultHopPolicy(newId<PolicyVersionId>(), hopId);
  await installPolicy(tx, asked, {
    position: 1,
    policy: { ...customer, name: t('setup.default.customerPolicy') },
  });
  await installPolicy(tx, asked, {
    position: 2,
    policy: { ...hop, name: t('setup.default.hopPolicy') },
  });
}

async function installPolicy(
  tx: Tx,
  asked: DefaultsAsked,
  made: { readonly position: number; readonly policy: PolicyVersion },
): Promise<void> {
  const { workspaceId, now } = asked;
  const { policy, position } = made;
  await sql`
    insert into sla_policy (workspace_id, id, name, kind, position, current_version_id, created_at)
    values (
      ${workspaceId}, ${policy.policyId}, ${policy.name}, ${policy.kind}, ${position},
      ${policy.id}, ${at(now)}
    )
  `.execute(tx);
  await sql`
    insert into sla_policy_version
      (workspace_id, id, policy_id, version, document, created_at, created_by)
    values (
      ${workspaceId}, ${policy.id}, ${policy.policyId}, 1, ${json(policy)}, ${at(now)},
      ${asked.adminId}
    )
  `.execute(tx);
}

async function installTeams(
  tx: Tx,
  asked: DefaultsAsked,
  calendar: CalendarIds,
): Promise<readonly [Team, Team]> {
  const t = translator(asked.language);
  // Departments are what the built-in paths look for, so they are not translated.
  const secondLine =
    asked.businessKind === 'shop'
      ? ({ name: t('setup.default.developers'), tier: 'L2', department: 'developers' } as const)
      : asked.businessKind === 'b2b'
        ? ({
            name: t('setup.default.keyAccounts'),
            tier: 'L2',
            department: 'key_accounts',
          } as const)
        : ({ name: t('setup.default.secondLine'), tier: 'L2', department: 'technical' } as const);
  const firstLine = { name: t('setup.default.firstLine'), tier: 'L1', department: 'care' } as const;
  return [
    await installTeam(tx, asked, { ...firstLine, calendar }),
    await installTeam(tx, asked, { ...secondLine, calendar }),
  ];
}

async function installTeam(
  tx: Tx,
  asked: DefaultsAsked,
  made: {
    readonly name: string;
    readonly tier: Tier;
    readonly department: string;
    readonly calendar: CalendarIds;
  },
): Promise<Team> {
  const { workspaceId, adminId, now } = asked;
  const id = newId<TeamId>();
  await sql`
    insert into team
      (workspace_id, id, name, tier, department, calendar_id, lead_id, manager_id, created_at)
    values (
      ${workspaceId}, ${id}, ${made.name}, ${made.tier}, ${made.department}, ${made.calendar.id},
      ${adminId}, ${adminId}, ${at(now)}
    )
  `.execute(tx);
  return {
    id,
    name: made.name,
    tier: made.tier,
    department: made.department,
    calendarVersionId: made.calendar.versionId,
    skills: [],
    languages: [],
    leadId: adminId,
    managerId: adminId,
    onCallId: null,
    memberIds: [],
  };
}

async function installMatrix(tx: Tx, asked: DefaultsAsked, teams: readonly Team[]): Promise<void> {
  const { workspaceId, adminId, now } = asked;
  const id = newId<MatrixVersionId>();
  const directory = { teams: new Map(teams.map((team) => [team.id, team])) };
  const content = defaultMatrix(asked.businessKind, directory, ruleNames(asked.language));
  await sql`
    insert into matrix_version (
      workspace_id, id, version, state, document, created_at, created_by, updated_at,
      published_at, published_by
    )
    values (
      ${workspaceId}, ${id}, 1, 'published', ${json(content)}, ${at(now)}, ${adminId}, ${at(now)},
      ${at(now)}, ${adminId}
    )
  `.execute(tx);
}

function ruleNames(language: Language): Record<BuiltInRule, string> {
  const t = translator(language);
  const names = builtInRules.map((rule) => [rule, t(`setup.rule.${rule}`)] as const);
  return Object.fromEntries(names) as Record<BuiltInRule, string>;
}
