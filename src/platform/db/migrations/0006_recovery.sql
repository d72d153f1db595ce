-- SHA-256 (hex) of the recovery codes that are left; each serves once in place of a code of the authenticator.
alter table accounts add column recovery_hashes text[] not null default '{}';
