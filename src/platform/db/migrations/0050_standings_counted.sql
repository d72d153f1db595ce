-- The map counts the present answers of every item from an index alone, and finds those that are findings without the others.
create index standings_counted on standings (organization_id, outcome, mechanism) include (proof, accepted, recorded_at) where until_at is null;
-- Which items of those that are asked of a subject now were answered before: read from an index alone, too.
create index standings_of_subject on standings (organization_id, subject_kind, subject_id) include (mechanism, occurrence_id) where until_at is null;
