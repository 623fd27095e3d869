-- Each letter that Belay writes by itself asks how many went to the same person within the hour, and
-- each answer in a chat who reads there.
create index chat_visitor_contact_idx on chat_visitor (workspace_id, contact_id);
create index chat_visitor_ticket_idx on chat_visitor (workspace_id, ticket_id)
  where ticket_id is not null;
