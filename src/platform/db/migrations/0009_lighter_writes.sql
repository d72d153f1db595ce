-- What a case told is settled whenever the case goes on.
create index notices_case on notices (organization_id, case_id) where read_at is null;

-- Rows that are written again and again without touching what they are found by: room on their page keeps the indexes out of it.
alter table cases set (fillfactor = 60);
alter table numbers set (fillfactor = 50);
alter table journal_heads set (fillfactor = 50);
alter table sessions set (fillfactor = 80);
