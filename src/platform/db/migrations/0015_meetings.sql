-- Meetings of the bodies: planned with an agenda, held with minutes; what was decided there is decided in the cases.

create table meetings (
  organization_id uuid not null references organizations,
  id uuid not null,
  -- the role of the pack that is the body
  body text not null,
  number text not null,
  begins_at timestamptz not null,
  place text not null default '',
  state text not null check (state in ('planned', 'held', 'cancelled')),
  -- what is talked about besides the cases that wait: [{title, text}]
  topics json not null default '[]',
  attendees uuid[] not null default '{}',
  minutes text not null default '',
  -- what was decided: [{case, number, subject, decision, title, comment}]
  decisions json not null default '[]',
  planned_by uuid,
  recorded_by uuid,
  recorded_at timestamptz,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, number)
);
create index meetings_body on meetings (organization_id, body, begins_at, id);
call guard(array['meetings']);
