-- Until then nobody takes the mail up: a process reads it right now, or it failed and rests. Null
-- when it has not been taken up yet.
alter table raw_message add column resting_until timestamptz;
