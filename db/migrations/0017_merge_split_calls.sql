-- Tickets that became part of another or came out of one, and calls written down on a ticket.

alter table ticket
  add column merged_into uuid,
  add column split_from uuid,
  add constraint ticket_merged_into_fkey
    foreign key (workspace_id, merged_into) references ticket (workspace_id, id),
  add constraint ticket_split_from_fkey
    foreign key (workspace_id, split_from) references ticket (workspace_id, id);

-- A merged ticket is closed without having been solved: it counts in no figure of solutions.
alter table ticket drop constraint ticket_check;
alter table ticket add constraint ticket_check check (
  case
    when merged_into is not null then state = 'closed'
    else (state in ('solved', 'closed')) = (solved_at is not null)
  end
);

create index ticket_merged_into_idx on ticket (workspace_id, merged_into)
  where merged_into is not null;
create index ticket_split_from_idx on ticket (workspace_id, split_from)
  where split_from is not null;

-- Whether somebody answered; null for what is no call. Its words are a note: they are for
-- colleagues, and only that it took place counts for the customer.
alter table message
  add column call_outcome text check (call_outcome in ('answered', 'unanswered'));
