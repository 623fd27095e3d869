-- The menu of issue types walks from one word to the next, without reading every ticket.
create index ticket_issue_type_idx on ticket (workspace_id, issue_type)
  where issue_type is not null;
