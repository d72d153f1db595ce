-- A line is found by any run of its number, and by other shapes of its letters.

-- The letter pairs of a number with their positions, as the program writes those of other texts: width, case and kana
-- make no difference, all strokes are hyphens.
create function number_pairs(number text) returns tsvector
  language sql immutable strict parallel safe as $$
  select coalesce(string_agg('''' || replace(replace(substr(letters, i, 2), '\', '\\'), '''', '''''') || ''':' || i, ' '), '')::tsvector
  from (select replace(translate(lower(normalize(number, nfkc)),
    'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶゐゑゕゖ‐‑–—―−ー〜〇◯',
    'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわいえをんゔかけいえかけ-------~○○'), ' ', '') as letters) as plain,
    generate_series(1, length(letters)) as i
$$;

-- Which edition of the key of searching the lines and cases of an organisation were written with; the program writes
-- those of a former one anew.
create table search_keys (
  organization_id uuid not null references organizations,
  written_table text not null,
  edition int not null,
  -- the last row that was written anew; null when all are
  after_id uuid,
  primary key (organization_id, written_table)
);
call guard(array['search_keys']);
