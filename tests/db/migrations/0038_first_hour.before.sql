insert into search_keys (organization_id, written_table, edition, after_id) values
  (md5('village')::uuid, 'entries', 1, null);
