-- Reports read the clock cycles that were fulfilled in a period; those that breached have an index
-- already (0006).
create index clock_fulfilled_idx on clock (workspace_id, fulfilled_at) where fulfilled_at is not null;
