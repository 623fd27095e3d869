-- A customer's request with everything that was said about it.

create table ticket (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  number bigint not null,
  subject text not null,
  state text not null
    check (state in ('new', 'open', 'pending', 'on_hold', 'solved', 'closed')),
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  issue_type text,
  channel_id uuid,
  channel_kind text not null
    check (channel_kind in ('email', 'webchat', 'api', 'form', 'imported')),
  contact_id uuid not null,
  organization_id uuid,
  language text not null,
  team_id uuid,
  owner_id uuid,
  tags text[] not null default '{}',
  custom jsonb not null default '{}',
  is_practice boolean not null default false,
  is_spam boolean not null default false,
  is_imported boolean not null default false,
  first_customer_message_at timestamptz,
  unanswered_since timestamptz,
  last_public_reply_at timestamptz,
  first_human_reply_at timestamptz,
  solved_at timestamptz,
  closed_at timestamptz,
  reopen_count integer not null default 0,
  snoozed_until timestamptz,
  paused_until timestamptz,
  follow_up_of uuid,
  feedback_requested_at timestamptz,
  -- The last reply with what it changed, for as long as it can be recalled.
  recallable jsonb,
  reminders_given text[] not null default '{}',
  conflict_signs text[] not null default '{}',
  conflict_score integer not null default 0 check (conflict_score between 0 and 100),
  -- Read by lists, derived from the escalation in the same transaction.
  escalation_state text check (escalation_state in ('active', 'returned')),
  handler_team_id uuid,
  handler_agent_id uuid,
  handler_tier text,
  escalated_by uuid,
  -- The nearest running clock, so that a list sorts by what burns first (C38).
  next_due_at timestamptz,
  next_due_metric text,
  next_due_started_at timestamptz,
  is_breached boolean not null default false,
  preview text not null default '',
  last_message_at timestamptz,
  search tsvector,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, channel_id) references channel (workspace_id, id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  foreign key (workspace_id, organization_id) references organization (workspace_id, id),
  foreign key (workspace_id, team_id) references team (workspace_id, id),
  foreign key (workspace_id, owner_id) references agent (workspace_id, id),
  check ((state in ('solved', 'closed')) = (solved_at is not null))
);

create index ticket_all_idx on ticket (workspace_id, updated_at desc, id desc);
create index ticket_open_idx on ticket (workspace_id, updated_at desc, id desc)
  where state not in ('solved', 'closed');
create index ticket_mine_idx on ticket (workspace_id, owner_id, updated_at desc, id desc)
  where state not in ('solved', 'closed');
create index ticket_team_idx on ticket (workspace_id, team_id, updated_at desc, id desc)
  where state not in ('solved', 'closed');
create index ticket_burning_idx on ticket (workspace_id, next_due_at, id)
  where next_due_at is not null;
create index ticket_handler_team_idx on ticket (workspace_id, handler_team_id, updated_at desc)
  where escalation_state = 'active';
create index ticket_escalated_by_idx on ticket (workspace_id, escalated_by, updated_at desc)
  where escalation_state is not null;
create index ticket_contact_idx on ticket (workspace_id, contact_id, created_at desc);
create index ticket_created_idx on ticket (workspace_id, created_at);
create index ticket_solved_idx on ticket (workspace_id, solved_at) where solved_at is not null;
create index ticket_search_idx on ticket using gin (search);

create table message (
  workspace_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  kind text not null check (kind in ('public', 'note')),
  direction text not null check (direction in ('in', 'out')),
  author_agent_id uuid,
  author_contact_id uuid,
  is_automatic boolean not null default false,
  template text,
  channel_id uuid,
  channel_kind text not null,
  -- What is shown: quotes and signature trimmed. The whole stands in full_text.
  text text not null,
  full_text text,
  html text,
  language text,
  -- What stood in the way of reading it, by code; shown to the agent.
  problems text[] not null default '{}',
  -- Where it came from or went to on the channel.
  address text,
  -- Unique per channel: the Message-ID, or the id that the visitor's browser gave.
  external_id text,
  in_reply_to text,
  raw_message_id uuid,
  delivery text not null default 'none'
    check (delivery in ('none', 'queued', 'sent', 'failed', 'recalled')),
  delivery_error text,
  sent_at timestamptz,
  seen_at timestamptz,
  -- A time that the sender claims; kept, never used (C44).
  claimed_at timestamptz,
  search tsvector,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id),
  foreign key (workspace_id, author_agent_id) references agent (workspace_id, id),
  foreign key (workspace_id, author_contact_id) references contact (workspace_id, id),
  foreign key (workspace_id, raw_message_id) references raw_message (workspace_id, id)
);

create index message_ticket_idx on message (workspace_id, ticket_id, created_at, id);
create unique index message_external_key on message (workspace_id, channel_id, external_id)
  where external_id is not null and channel_id is not null;
create index message_search_idx on message using gin (search);

create table attachment (
  workspace_id uuid not null,
  id uuid not null,
  -- Null while it is uploaded and its message is not yet sent.
  message_id uuid,
  ticket_id uuid not null,
  uploaded_by uuid,
  filename text not null,
  media_type text not null,
  size bigint not null,
  file_key text not null,
  content_id text,
  is_inline boolean not null default false,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, message_id) references message (workspace_id, id),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id)
);

create index attachment_message_idx on attachment (workspace_id, message_id);

create table mention (
  workspace_id uuid not null,
  message_id uuid not null,
  agent_id uuid not null,
  ticket_id uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, message_id, agent_id),
  foreign key (workspace_id, message_id) references message (workspace_id, id),
  foreign key (workspace_id, agent_id) references agent (workspace_id, id)
);

create index mention_agent_idx on mention (workspace_id, agent_id, created_at desc);

create table follower (
  workspace_id uuid not null,
  ticket_id uuid not null,
  agent_id uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, ticket_id, agent_id),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id),
  foreign key (workspace_id, agent_id) references agent (workspace_id, id)
);

create table draft (
  workspace_id uuid not null,
  ticket_id uuid not null,
  agent_id uuid not null,
  kind text not null check (kind in ('public', 'note')),
  text text not null,
  attachment_ids uuid[] not null default '{}',
  updated_at timestamptz not null,
  primary key (workspace_id, ticket_id, agent_id, kind),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id),
  foreign key (workspace_id, agent_id) references agent (workspace_id, id)
);

create table ticket_link (
  workspace_id uuid not null,
  ticket_id uuid not null,
  other_ticket_id uuid not null,
  kind text not null check (kind in ('follow_up', 'related', 'duplicate')),
  created_at timestamptz not null,
  primary key (workspace_id, ticket_id, other_ticket_id),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id),
  foreign key (workspace_id, other_ticket_id) references ticket (workspace_id, id)
);
