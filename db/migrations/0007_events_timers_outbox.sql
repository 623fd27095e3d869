-- What happened, what falls due, and what must leave.

create table event (
  workspace_id uuid not null references workspace (id),
  position bigint generated always as identity,
  -- A reader follows only up to the oldest running transaction, so that one that commits
  -- late cannot hide behind one that took its position afterwards.
  txid xid8 not null default pg_current_xact_id(),
  ticket_id uuid,
  type text not null,
  payload jsonb not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('agent', 'contact', 'system', 'api_key')),
  actor_id uuid,
  cause jsonb,
  primary key (workspace_id, position)
);

create index event_ticket_idx on event (workspace_id, ticket_id, position);
create index event_follow_idx on event (txid, position);
create index event_type_idx on event (workspace_id, type, at);

-- Every due thing is a row. Its key names clock, cycle and mark: a second firing cannot exist.
create table timer (
  workspace_id uuid not null,
  key text not null,
  kind text not null,
  ticket_id uuid,
  due_at timestamptz not null,
  payload jsonb not null default '{}',
  fired_at timestamptz,
  attempts integer not null default 0,
  -- Put off after a failure, so that one broken row cannot hold up the others.
  retry_at timestamptz,
  last_error text,
  primary key (workspace_id, key)
);

create index timer_due_idx on timer (due_at) where fired_at is null;
create index timer_ticket_idx on timer (workspace_id, ticket_id) where fired_at is null;
create index timer_fired_idx on timer (fired_at) where fired_at is not null;

create table outbox (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  -- Rows of one order key leave one after the other: the replies of one ticket, for instance.
  order_key text not null,
  sequence bigint generated always as identity,
  ticket_id uuid,
  message_id uuid,
  payload jsonb not null,
  state text not null default 'pending'
    check (state in ('pending', 'sending', 'sent', 'failed', 'cancelled')),
  not_before timestamptz not null,
  lease_until timestamptz,
  lease_owner text,
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id)
);

create index outbox_ready_idx on outbox (not_before, sequence)
  where state in ('pending', 'sending');
create index outbox_order_idx on outbox (workspace_id, order_key, sequence)
  where state in ('pending', 'sending');
create index outbox_message_idx on outbox (workspace_id, message_id) where message_id is not null;

create table idempotency_key (
  workspace_id uuid not null references workspace (id),
  key text not null,
  actor text not null,
  route text not null,
  request_hash text not null,
  status integer,
  body jsonb,
  created_at timestamptz not null,
  primary key (workspace_id, actor, key)
);

create index idempotency_key_age_idx on idempotency_key (created_at);
