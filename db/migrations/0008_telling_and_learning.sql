-- Whom Belay told, in which words, and what came back.

create table notification (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  ticket_id uuid,
  about text not null,
  urgency text not null check (urgency in ('normal', 'page')),
  payload jsonb not null default '{}',
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references agent (workspace_id, id),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id)
);

create index notification_agent_idx on notification (workspace_id, agent_id, created_at desc, id desc);
create index notification_unread_idx on notification (workspace_id, agent_id) where read_at is null;

-- The workspace's own words; where a row is absent the built-in text of that language stands.
create table template (
  workspace_id uuid not null references workspace (id),
  event text not null,
  language text not null,
  subject text not null,
  body text not null,
  is_enabled boolean not null default true,
  version integer not null default 1,
  updated_at timestamptz not null,
  updated_by uuid,
  primary key (workspace_id, event, language)
);

create table survey (
  workspace_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  escalation_id uuid,
  contact_id uuid not null,
  kind text not null check (kind in ('csat')),
  token_hash text not null,
  requested_at timestamptz not null,
  answered_at timestamptz,
  score integer check (score between 1 and 5),
  comment text,
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  unique (workspace_id, token_hash)
);

create index survey_ticket_idx on survey (workspace_id, ticket_id);
create index survey_answered_idx on survey (workspace_id, answered_at) where answered_at is not null;

create table webhook_endpoint (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  url text not null,
  description text not null default '',
  event_types text[] not null,
  sealed_secret text not null,
  is_enabled boolean not null default true,
  failing_since timestamptz,
  disabled_reason text,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (workspace_id, id)
);

create table saved_view (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  name text not null,
  filter jsonb not null,
  position integer not null default 0,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references agent (workspace_id, id)
);

create table import_run (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  format text not null,
  file_name text not null,
  state text not null check (state in ('running', 'finished', 'failed')),
  counts jsonb not null default '{}',
  started_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz,
  last_error text,
  primary key (workspace_id, id)
);

-- One row per conversation taken over: importing it again changes nothing.
create table imported_conversation (
  workspace_id uuid not null,
  source text not null,
  external_id text not null,
  ticket_id uuid not null,
  imported_at timestamptz not null,
  primary key (workspace_id, source, external_id),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id)
);
