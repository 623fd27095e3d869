-- What runs on a ticket, and its climbs.
-- Each row keeps the core's own value in `document`; the columns beside it are what queries,
-- constraints and reports read, written from the document in the same statement.

create table escalation (
  workspace_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  type text not null check (type in ('functional', 'hierarchical', 'automatic')),
  reason text not null,
  requested_by text not null check (requested_by in ('agent', 'customer', 'rule')),
  started_at timestamptz not null,
  started_by uuid,
  matrix_version_id uuid not null,
  rule_id text,
  state text not null check (state in ('active', 'returned', 'closed')),
  close_by timestamptz not null,
  returned_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  cause text,
  lesson text,
  document jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id),
  foreign key (workspace_id, matrix_version_id) references matrix_version (workspace_id, id),
  check ((state = 'closed') = (closed_at is not null)),
  check (state <> 'closed' or (cause is not null and lesson is not null))
);

create index escalation_ticket_idx on escalation (workspace_id, ticket_id, started_at);
create index escalation_started_idx on escalation (workspace_id, started_at);
-- The second climb of a ticket begins only when the first has ended.
create unique index escalation_open_key on escalation (workspace_id, ticket_id)
  where state <> 'closed';

create table hop (
  workspace_id uuid not null,
  id uuid not null,
  escalation_id uuid not null,
  ticket_id uuid not null,
  index integer not null,
  to_team_id uuid,
  to_agent_ids uuid[] not null default '{}',
  tier text,
  acknowledge_minutes integer not null,
  state text not null check (state in ('offered', 'acknowledged', 'ended')),
  offered_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  ending text
    check (ending in ('solved', 'handed_back', 'passed_on', 'declined', 'timed_out')),
  ended_at timestamptz,
  ended_by uuid,
  words text,
  primary key (workspace_id, id),
  foreign key (workspace_id, escalation_id) references escalation (workspace_id, id),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id),
  unique (workspace_id, escalation_id, index),
  check ((state = 'ended') = (ended_at is not null and ending is not null))
);

create index hop_ticket_idx on hop (workspace_id, ticket_id);
create unique index hop_open_key on hop (workspace_id, escalation_id) where state <> 'ended';

create table clock (
  workspace_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  hop_id uuid,
  metric text not null
    check (metric in ('first_response', 'next_response', 'resolution', 'update',
      'acknowledge', 'handle', 'close')),
  cycle integer not null,
  status text not null
    check (status in ('running', 'paused', 'met', 'breached', 'cancelled')),
  policy_version_id uuid not null,
  calendar_version_id uuid,
  started_at timestamptz not null,
  -- A cache of the derivation, written in the transaction of the event that changed it.
  due_at timestamptz,
  fulfilled_at timestamptz,
  breached_at timestamptz,
  detected_at timestamptz,
  ended_at timestamptz,
  document jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id),
  foreign key (workspace_id, hop_id) references hop (workspace_id, id),
  foreign key (workspace_id, policy_version_id) references sla_policy_version (workspace_id, id),
  foreign key (workspace_id, calendar_version_id) references calendar_version (workspace_id, id)
);

create index clock_ticket_idx on clock (workspace_id, ticket_id);
create unique index clock_cycle_key on clock
  (workspace_id, ticket_id, metric, coalesce(hop_id, ticket_id), cycle);
create index clock_breached_idx on clock (workspace_id, breached_at) where breached_at is not null;
