-- Those who ask, and the ways in and out.

create table organization (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  name text not null,
  -- A mail from this domain puts its sender into the organization.
  domains text[] not null default '{}',
  segment text check (segment in ('b2c', 'b2b', 'key_account')),
  plan text,
  value_cents bigint not null default 0,
  -- The policy that the contract names; null means the first that matches.
  policy_id uuid,
  custom jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);

create table contact (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  organization_id uuid,
  name text not null,
  language text,
  segment text check (segment in ('b2c', 'b2b', 'key_account')),
  plan text,
  value_cents bigint not null default 0,
  risk_flags text[] not null default '{}'
    check (risk_flags <@ array['fraud', 'legal', 'compliance']),
  custom jsonb not null default '{}',
  -- False for somebody who wrote into another's ticket and has proved nothing.
  is_verified boolean not null default true,
  last_score integer check (last_score between 1 and 5),
  merged_into_id uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, organization_id) references organization (workspace_id, id),
  foreign key (workspace_id, merged_into_id) references contact (workspace_id, id)
);

create index contact_organization_idx on contact (workspace_id, organization_id);
create index contact_name_idx on contact (workspace_id, lower(name), id);

create table contact_identity (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  kind text not null check (kind in ('email', 'phone', 'webchat', 'external')),
  -- Normalised: an e-mail address in lower case, a phone number in E.164.
  value text not null,
  is_verified boolean not null default false,
  -- Set by a hard bounce: nothing automatic is sent there any more.
  bounced_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  unique (workspace_id, kind, value)
);

create index contact_identity_contact_idx on contact_identity (workspace_id, contact_id);

create table channel (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  kind text not null check (kind in ('email', 'webchat', 'api', 'form', 'imported')),
  name text not null,
  -- The mail address, or the public key that the widget names.
  address text not null,
  team_id uuid,
  language text not null default 'en',
  settings jsonb not null default '{}',
  -- Passwords and tokens, encrypted with BELAY_SECRET; never read by a screen.
  sealed_secrets text,
  is_enabled boolean not null default true,
  -- What the reader last saw, in plain words: connected, last fetch, last error.
  status jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references team (workspace_id, id),
  unique (workspace_id, kind, address)
);

create unique index channel_webchat_key on channel (address) where kind = 'webchat';

-- What came in, byte for byte, stored before anything looks into it.
create table raw_message (
  workspace_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  -- The same for every delivery of the same message, whichever way it came.
  external_id text not null,
  content bytea not null,
  state text not null default 'stored'
    check (state in ('stored', 'processed', 'unreadable', 'ignored')),
  reason text,
  attempts integer not null default 0,
  ticket_id uuid,
  message_id uuid,
  received_at timestamptz not null,
  processed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, channel_id) references channel (workspace_id, id),
  unique (workspace_id, channel_id, external_id)
);

create index raw_message_waiting_idx on raw_message (received_at) where state = 'stored';

-- How far each mailbox has been read.
create table mailbox_position (
  workspace_id uuid not null,
  channel_id uuid not null,
  mailbox text not null,
  uid_validity bigint not null,
  last_uid bigint not null,
  updated_at timestamptz not null,
  primary key (workspace_id, channel_id, mailbox),
  foreign key (workspace_id, channel_id) references channel (workspace_id, id)
);

-- One browser's conversation through the widget.
create table chat_visitor (
  workspace_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  contact_id uuid not null,
  -- The current conversation; null before the first message and after closing.
  ticket_id uuid,
  token_hash text not null,
  language text not null,
  page_url text,
  last_seen_at timestamptz not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, channel_id) references channel (workspace_id, id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  unique (workspace_id, token_hash)
);
