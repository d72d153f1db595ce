-- Who applied is told of an end that somebody else brought about.
alter table notices drop constraint notices_kind_check,
  add constraint notices_kind_check check (kind in ('reminder', 'case', 'ended', 'call', 'transfer', 'general'));
