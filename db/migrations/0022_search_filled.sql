-- When everything that was saved before search was filled had been gone through; null until then.
alter table workspace add column search_filled_at timestamptz;
