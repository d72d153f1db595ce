-- An edition is proposed, approved by somebody else, and comes into force on its day.

create table edition_proposals (
  organization_id uuid not null references organizations,
  id uuid not null,
  hash text not null,
  pack text not null,
  title text not null,
  edition text not null,
  in_force_from date not null,
  language int not null,
  sources json not null,
  -- the edition in force that it was compared with
  compared_with text not null,
  -- the kernel's PackChange, one for each difference
  changes json not null,
  -- number of golden cases that came out as expected
  cases_played int not null,
  status text not null check (status in ('proposed', 'approved', 'in-force', 'refused', 'withdrawn')),
  proposed_by uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  -- why it was refused, or why whoever proposed it approved it
  comment text,
  -- why it could not come into force on its day
  trouble text,
  closed_at timestamptz,
  primary key (organization_id, id)
);
-- one at a time
create unique index edition_proposals_open on edition_proposals (organization_id) where status in ('proposed', 'approved');
call guard(array['edition_proposals']);
