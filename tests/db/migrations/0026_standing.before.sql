insert into journal_seals (organization_id, seq, hash, seal)
values (md5('village')::uuid, 1, '\x01', '\x02');
