-- What was refused is read apart from what was done; where the journal begins to prove a table is looked for at each start.
create index journal_apart on journal (organization_id, action, seq) where action in ('request.refuse', 'session.refuse', 'journal.baseline');
