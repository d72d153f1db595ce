-- The findings that are not over are read by their date, without those that are.
create index findings_waiting on findings (organization_id, due_on, id) where state <> 'closed';
