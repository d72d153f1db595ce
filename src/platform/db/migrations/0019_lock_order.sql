-- What the recurring work looks for among cases: those that are open and past their time.
create index cases_due on cases (organization_id, due_at, id) where status = 'open' and due_at is not null;
