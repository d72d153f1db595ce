-- What was decided in somebody's place is found by them and the days; few steps have anybody in whose place they were done.
create index case_steps_instead on case_steps (organization_id, instead_of, at) where instead_of is not null;
