-- When a reply that had not arrived was sent once more: it answers from then on, and no earlier.
alter table message add column resent_at timestamptz;
