-- What a step of a case checks is a turn of its own: which case opened it, and when the case left the step.
alter table round_turns add column case_id uuid, add column left_at timestamptz;
create index round_turns_case on round_turns (organization_id, case_id) where case_id is not null;
