-- Why a message did not arrive, as a code that each reader's page words; what stood in
-- delivery_error stays beside it as the far side's own answer.
alter table message add column delivery_problem text;

update message
set delivery_problem = 'other'
where delivery = 'failed';
