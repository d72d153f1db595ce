-- What a task without a case says in English: { title, subject, verb }; the columns of these names hold the Japanese. Tasks of earlier days have none
-- until what they are for is looked at again, and say the Japanese.
alter table tasks add column english json;
