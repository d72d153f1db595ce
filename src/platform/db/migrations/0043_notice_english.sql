-- What a notice says in English. Notices from before, and those that repeat what somebody wrote, have none.
alter table notices add column english text;
