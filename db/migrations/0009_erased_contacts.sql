-- Tickets stay for the figures when a person is erased, and need somebody to belong to: the row
-- stays, emptied of all that says who it was, and says when.
alter table contact
  add column erased_at timestamptz;
