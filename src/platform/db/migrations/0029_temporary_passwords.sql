-- A temporary password that is not changed in time opens nothing any more.

alter table accounts add column temporary_until timestamptz;

-- those that were never used have a week from now on
update accounts set temporary_until = now() + interval '7 days'
where must_change and signed_in_at is null and ended_at is null;
