-- How people and programs prove who they are, and the record of what they did with it.

-- Identities stand outside the workspaces, so this schema carries no workspace_id. Its first
-- six tables are better-auth's (see docs/decisions), under names that need no quotes.
create schema auth;

create table auth.user_account (
  id text primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table auth.session (
  id text primary key,
  user_id text not null references auth.user_account (id) on delete cascade,
  -- The cookie holds this and a signature made with BELAY_SECRET; either alone opens nothing.
  token text not null unique check (length(token) >= 32),
  ip_address text,
  user_agent text,
  -- The end that nothing moves; a session also ends when `updated_at` is a week old.
  expires_at timestamptz not null,
  created_at timestamptz not null,
  -- When it was last seen, to the minute.
  updated_at timestamptz not null
);

create index session_user_idx on auth.session (user_id);
create index session_expires_idx on auth.session (expires_at);

-- One way of proving to be a user: a password, or an account at an identity provider.
create table auth.credential (
  id text primary key,
  user_id text not null references auth.user_account (id) on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);

create index credential_user_idx on auth.credential (user_id);

-- Challenges under way: of passkeys and of second factors. Identifiers are hashed.
create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index verification_identifier_idx on auth.verification (identifier);
create index verification_expires_idx on auth.verification (expires_at);

create table auth.second_factor (
  id text primary key,
  user_id text not null unique references auth.user_account (id) on delete cascade,
  -- Both are encrypted with BELAY_SECRET.
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz,
  -- The last code that let somebody in, hashed: a code is good once.
  last_code_hash text
);

create table auth.passkey (
  id text primary key,
  user_id text not null references auth.user_account (id) on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz not null
);

create index passkey_user_idx on auth.passkey (user_id);

-- Links that were sent or printed: they work once, and not for long.
create table auth.one_time_token (
  token_hash text primary key check (length(token_hash) = 64),
  purpose text not null check (purpose in ('sign_in', 'password_reset')),
  user_id text not null references auth.user_account (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  used_at timestamptz
);

create index one_time_token_user_idx on auth.one_time_token (user_id, purpose);

-- How often an account or an address has tried within the current window.
create table auth.attempt (
  key text primary key,
  count integer not null,
  window_ends_at timestamptz not null
);

create index attempt_window_idx on auth.attempt (window_ends_at);

alter table agent
  add constraint agent_user_fkey
  foreign key (user_id) references auth.user_account (id);

create table invitation (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  agent_id uuid not null,
  token_hash text not null unique check (length(token_hash) = 64),
  invited_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references agent (workspace_id, id),
  foreign key (workspace_id, invited_by) references agent (workspace_id, id),
  check (accepted_at is null or revoked_at is null)
);

-- At most one link to a person is open at a time.
create unique index invitation_open_key on invitation (workspace_id, agent_id)
  where accepted_at is null and revoked_at is null;

create table api_key (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  name text not null,
  -- The first characters, by which a person recognises the key in a list.
  prefix text not null,
  key_hash text not null unique check (length(key_hash) = 64),
  scopes text[] not null check (cardinality(scopes) > 0),
  role text not null
    check (role in ('admin', 'manager', 'agent', 'collaborator', 'auditor')),
  created_by uuid not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, created_by) references agent (workspace_id, id)
);

create table audit_entry (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('agent', 'api_key', 'contact', 'system', 'nobody')),
  actor_id uuid,
  action text not null,
  subject_kind text,
  subject_id text,
  -- What changed, by name; never a secret and never a customer's words.
  details jsonb not null default '{}',
  address text,
  primary key (workspace_id, id)
);

create index audit_entry_at_idx on audit_entry (workspace_id, at desc, id desc);
create index audit_entry_actor_idx on audit_entry (workspace_id, actor_id, at desc, id desc);
create index audit_entry_subject_idx on audit_entry (workspace_id, subject_kind, subject_id, at desc);

-- Nobody edits the record, Belay included.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit_entry is append-only';
end
$$;

create trigger audit_entry_append_only
  before update or delete on audit_entry
  for each row execute function refuse_audit_change();
