-- The auditor looks at the clocks that are due within the hour, four times a minute, among a
-- million that are not.
create index clock_due_idx on clock (due_at) where status = 'running';
-- The key of a clock's cycle begins with workspace and ticket too.
drop index clock_ticket_idx;
