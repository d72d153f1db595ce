insert into search_keys (organization_id, written_table, edition) values (md5('village')::uuid, 'entries', 1);
