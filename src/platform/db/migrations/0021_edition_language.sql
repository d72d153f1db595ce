-- The version of the packs' language that an edition was adopted under: it is read by the rules of its day.
-- Editions from before there were versions were adopted under the first.

alter table pack_editions add column language integer not null default 1;
