-- Promises and paths. Versions are never changed or deleted once something runs on them.

create table sla_policy (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('customer', 'hop')),
  -- Policies are tried in this order; the first that matches is taken (C43).
  position integer not null,
  current_version_id uuid,
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

create table sla_policy_version (
  workspace_id uuid not null,
  id uuid not null,
  policy_id uuid not null,
  version integer not null,
  document jsonb not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, policy_id) references sla_policy (workspace_id, id),
  unique (workspace_id, policy_id, version)
);

alter table organization
  add constraint organization_policy_fkey
  foreign key (workspace_id, policy_id) references sla_policy (workspace_id, id);

create table matrix_version (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  version integer not null,
  state text not null check (state in ('draft', 'published', 'archived')),
  document jsonb not null,
  note text not null default '',
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  published_at timestamptz,
  published_by uuid,
  primary key (workspace_id, id),
  unique (workspace_id, version),
  check ((state = 'draft') = (published_at is null))
);

create unique index matrix_version_published_key on matrix_version (workspace_id)
  where state = 'published';
