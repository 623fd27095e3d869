-- Addresses of holidays in the iCalendar format that are kept on a calendar and read again when
-- somebody asks. Which holidays came from one stands in the calendar's own versions (`feedId`).
create table holiday_feed (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  calendar_id uuid not null,
  name text not null check (name <> ''),
  url text not null,
  read_at timestamptz not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (workspace_id, id),
  unique (workspace_id, calendar_id, url),
  foreign key (workspace_id, calendar_id) references calendar (workspace_id, id),
  foreign key (workspace_id, created_by) references agent (workspace_id, id)
);
