-- What a notice is and which case changed a line stand in columns of their own; until now both were told by the words of a sentence.

-- reminder: a case is past its time; the next one replaces it, and it is over when the case goes on · case: what the outcome of a case tells ·
-- call: of the emergency network · transfer: it could not be applied on its day · general: everything else
alter table notices add column kind text;
update notices n set kind = case
    when exists (select from cases c where c.organization_id = n.organization_id and c.id = n.case_id
        and position('（' || c.number || '）の「' in n.message) > 0 and position('」が期限を' in n.message) > 0) then 'reminder'
    when n.case_id is not null then 'case'
    when n.href like '/calls/%' then 'call'
    when n.href like '/transfers/%' then 'transfer'
    else 'general'
  end;
alter table notices alter column kind set not null,
  add constraint notices_kind_check check (kind in ('reminder', 'case', 'call', 'transfer', 'general'));

-- The case whose outcome made this version; null where a person changed the line.
alter table entry_versions add column case_id uuid;
update entry_versions v set case_id = c.id from cases c
  where c.organization_id = v.organization_id and v.reason = '案件 ' || c.number || ' による';
alter table entry_versions add foreign key (organization_id, case_id) references cases;
create index entry_versions_case on entry_versions (organization_id, case_id) where case_id is not null;

-- Nobody reads or writes these.
drop table saved_views;
drop table standings;
