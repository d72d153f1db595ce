-- The map counts the present answers of every item from an index alone, and finds those that are findings without the others.
create index standings_counted on standings (organization_id, outcome, mechanism) include (proof, accepted, recorded_at) where until_at is null;
