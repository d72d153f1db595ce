-- What the state of a provision is folded from, where it would cost too much to read it from the records anew each time.

-- What was done last at a step is read from the end of an index; evidence: a file, a paper, a meeting or a signature is with it.
alter table case_steps add column procedure text, add column evidence boolean not null default false;
update case_steps s set procedure = c.procedure from cases c where c.organization_id = s.organization_id and c.id = s.case_id;
alter table case_steps alter column procedure set not null;
create index case_steps_last on case_steps (organization_id, procedure, step, at);

-- The fields in which a line says what should not be, and the rules (as one text) that it was last judged by.
alter table entries add column findings text[] not null default '{}', add column judged_by text not null default '';
create index entries_findings on entries (organization_id, register) where findings <> '{}';
