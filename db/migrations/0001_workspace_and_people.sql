-- The tenant and the people who work in it.

create table workspace (
  id uuid primary key,
  name text not null,
  language text not null default 'en',
  time_zone text not null default 'UTC',
  business_kind text not null default 'tiered'
    check (business_kind in ('shop', 'tiered', 'b2b')),
  currency text not null default 'USD',
  -- Handed out under the row's lock, so that two tickets never share a number.
  next_ticket_number bigint not null default 1001,
  -- Who answers when nobody else is left; set as soon as the first admin exists.
  catch_all_agent_id uuid,
  is_set_up boolean not null default false,
  created_at timestamptz not null
);

create table calendar (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  name text not null,
  current_version_id uuid,
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

-- Versions are never changed or deleted: a running clock keeps the one it began with.
create table calendar_version (
  workspace_id uuid not null,
  id uuid not null,
  calendar_id uuid not null,
  version integer not null,
  document jsonb not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, calendar_id) references calendar (workspace_id, id),
  unique (workspace_id, calendar_id, version)
);

create table agent (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  -- The sign-in identity in schema auth; null until an invitation is accepted.
  user_id text,
  email text not null,
  name text not null,
  role text not null
    check (role in ('admin', 'manager', 'agent', 'collaborator', 'auditor')),
  language text not null default 'en',
  presence text not null default 'offline'
    check (presence in ('online', 'away', 'offline', 'do_not_disturb')),
  presence_changed_at timestamptz,
  skills text[] not null default '{}',
  languages text[] not null default '{}',
  ticket_capacity integer not null default 40 check (ticket_capacity >= 0),
  chat_capacity integer not null default 4 check (chat_capacity >= 0),
  -- Theme, shortcuts, notification choices and quiet hours: the person's own, never queried.
  preferences jsonb not null default '{}',
  signature text not null default '',
  is_active boolean not null default true,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

create unique index agent_email_key on agent (workspace_id, lower(email));
create unique index agent_user_key on agent (user_id) where user_id is not null;

alter table workspace
  add constraint workspace_catch_all_fkey
  foreign key (id, catch_all_agent_id) references agent (workspace_id, id);

create table team (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  name text not null,
  tier text not null check (tier in ('L0', 'L1', 'L2', 'L3', 'L4')),
  department text not null default '',
  -- Null means the team works around the clock.
  calendar_id uuid,
  skills text[] not null default '{}',
  languages text[] not null default '{}',
  lead_id uuid,
  manager_id uuid,
  -- Only members, managers, admins and auditors see the tickets of a restricted team.
  is_restricted boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, calendar_id) references calendar (workspace_id, id),
  foreign key (workspace_id, lead_id) references agent (workspace_id, id),
  foreign key (workspace_id, manager_id) references agent (workspace_id, id)
);

create unique index team_name_key on team (workspace_id, lower(name)) where archived_at is null;

create table team_member (
  workspace_id uuid not null,
  team_id uuid not null,
  agent_id uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, team_id, agent_id),
  foreign key (workspace_id, team_id) references team (workspace_id, id),
  foreign key (workspace_id, agent_id) references agent (workspace_id, id)
);

create index team_member_agent_idx on team_member (workspace_id, agent_id);

create table time_off (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references agent (workspace_id, id)
);

create index time_off_agent_idx on time_off (workspace_id, agent_id, to_at);

create table on_call_shift (
  workspace_id uuid not null,
  id uuid not null,
  team_id uuid not null,
  agent_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  -- An override wins over every ordinary shift that it overlaps.
  is_override boolean not null default false,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references team (workspace_id, id),
  foreign key (workspace_id, agent_id) references agent (workspace_id, id)
);

create index on_call_shift_team_idx on on_call_shift (workspace_id, team_id, to_at);
