insert into campaigns (organization_id, id, register, title, period, begins_on, due_on, begun_at) values
  (md5('village')::uuid, md5('campaign')::uuid, 'assets', '情報資産の棚卸し', '2026-10', '2026-10-01', '2026-10-31', '2026-10-01 06:00+09');
insert into campaign_parts (organization_id, id, campaign_id, unit_id) values
  (md5('village')::uuid, md5('part')::uuid, md5('campaign')::uuid, md5('welfare')::uuid);
insert into campaign_lines (organization_id, part_id, entry_id, answer, version) values
  (md5('village')::uuid, md5('part')::uuid, md5('asset')::uuid, 'there', 1);
