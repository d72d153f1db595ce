-- Lines whose retention has run out are found by the day.
create index entries_keep on entries (organization_id, register, keep_until) where keep_until is not null;
