-- How long somebody counts as there though nothing more is heard of their pages. The process that
-- serves one puts it further ahead; when it dies, nobody does. Null where no page made them online.
alter table agent add column present_until timestamptz;
