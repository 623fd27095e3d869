-- The page of deliveries reads the newest calls of a workspace out of a table that holds every mail.
create index outbox_webhook_idx on outbox (workspace_id, sequence desc) where kind = 'webhook';
