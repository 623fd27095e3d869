-- When the clock that burns first was or is due: the longest overdue that is still owed, else the
-- nearest that runs. Sorted by the nearest that runs alone, a ticket all of whose clocks have
-- breached stood last.
alter table ticket add column burns_at timestamptz;

update ticket t
set burns_at = coalesce(
  (
    select min(k.breached_at)
    from clock k
    where k.workspace_id = t.workspace_id
      and k.ticket_id = t.id
      and k.status = 'breached'
      and k.fulfilled_at is null
      and k.ended_at is null
  ),
  t.next_due_at
)
where t.next_due_at is not null
  or t.is_breached;

create index ticket_burns_idx on ticket (workspace_id, burns_at, id) where burns_at is not null;
drop index ticket_burning_idx;
