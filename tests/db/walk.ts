/** Rows before a migration, and checks after it. */
export interface Stop {
  /**
   * Why no rows are inserted before it. Otherwise `migrations/<name>.before.sql` does, in the
   * schema of that time.
   */
  readonly noRows?: string
  /** Queries with the rows expected right after the migration. */
  readonly after: readonly (readonly [query: string, rows: readonly unknown[]])[]
}

/** How a transaction opens for a credential with this hash. */
const open = (credential: string, hash: string): string =>
  `select title, living::json from open_organization(md5('village')::uuid, '${credential}', '\\x${hash}')`

/**
 * One step for every migration, oldest first. A new migration needs rows in every table that it
 * touches and in every table that the one before it created, with checks of what became of them; or
 * a reason why it needs none.
 */
export const walk: Readonly<Record<string, Stop>> = {
  '0001_foundation': { noRows: 'there is no table before it', after: [] },
  '0002_who': {
    after: [
      [
        'select seq, action from journal order by seq',
        [
          { seq: 1, action: 'organization.found' },
          { seq: 2, action: 'file.upload' },
        ],
      ],
      [`select organization_of('village') = md5('village')::uuid as same`, [{ same: true }]],
    ],
  },
  '0003_policy': {
    after: [['select name from persons order by number', [{ name: '森一郎' }, { name: '中村透' }]]],
  },
  '0004_entries': {
    after: [['select original from provisions', [{ original: '持ち出すときは、許可を得る。' }]]],
  },
  '0005_cases': {
    after: [
      [
        'select name from entries order by name',
        [{ name: '住民記録システム' }, { name: '要支援者名簿' }],
      ],
    ],
  },
  '0006_recovery': {
    after: [
      ['select name, recovery_hashes from accounts', [{ name: 'mori', recovery_hashes: [] }]],
    ],
  },
  '0007_retention': {
    after: [['select name from entries where keep_until is not null', [{ name: '古い台帳' }]]],
  },
  '0008_opening': {
    noRows: 'it adds functions, and takes references from tables that have rows by then',
    after: [
      [open('session', '02'), [{ title: '日向村', living: { strength: 'full', csrf: 'csrf' } }]],
      [open('token', '03'), [{ title: '日向村', living: { scopes: ['read'] } }]],
      [open('session', '99'), [{ title: '日向村', living: null }]],
    ],
  },
  '0009_lighter_writes': {
    noRows: 'it changes how rows are laid out, and all of these tables have some by then',
    after: [['select number from cases', [{ number: '持出R8-0012' }]]],
  },
  '0010_exceptions': {
    after: [
      ['select restricted from cases', [{ restricted: false }]],
      [
        'select recovery_hashes, suspended_at from accounts',
        [{ recovery_hashes: ['aa', 'bb'], suspended_at: null }],
      ],
    ],
  },
  '0011_transfers': {
    after: [['select title, ended_on from posts', [{ title: '福祉課長', ended_on: null }]]],
  },
  '0012_calls': { after: [['select lines from transfers', [{ lines: [{ name: '森一郎' }] }]]] },
  '0013_ledgers': {
    after: [
      ['select title, purpose, href from tasks', [{ title: '返却', purpose: null, href: null }]],
      ['select count(*) from notices where href is null', [{ count: 4 }]],
    ],
  },
  '0014_campaigns': {
    after: [['select purpose from tasks where case_id is null', [{ purpose: 'expired/assets' }]]],
  },
  '0015_meetings': { after: [['select answer from campaign_lines', [{ answer: 'there' }]]] },
  '0016_layouts': { after: [['select topics from meetings', [{ topics: [{ title: '報告' }] }]]] },
  '0017_people': {
    after: [
      ['select kind from accounts', [{ kind: 'password' }]],
      [open('session', '02'), [{ title: '日向村', living: { kind: 'password' } }]],
    ],
  },
  '0018_lighter_acts': {
    after: [
      [
        `select state -> 'step' as step, pg_typeof(state)::text as type from cases`,
        [{ step: 'return', type: 'json' }],
      ],
      [
        `select journal_append('2026-10-12 09:00+09', null, 'case.remind', 'case', 'case', '{}') as seq`,
        [{ seq: 4 }],
      ],
    ],
  },
  '0019_lock_order': {
    noRows: 'it adds an index to a table that has rows by then',
    after: [[`select count(*)::int as open from cases where status = 'open'`, [{ open: 1 }]]],
  },
  '0020_columns_for_causes': {
    after: [
      [
        'select id::text, kind from notices order by at, message',
        [
          { kind: 'general' },
          { kind: 'case' },
          { kind: 'case' },
          { kind: 'reminder' },
          { kind: 'reminder' },
          { kind: 'call' },
          { kind: 'transfer' },
        ],
      ],
      [
        `select version, case_id = md5('case')::uuid as by_case from entry_versions order by version`,
        [
          { version: 1, by_case: null },
          { version: 2, by_case: true },
          { version: 3, by_case: null },
          { version: 4, by_case: null },
        ],
      ],
      [
        `select to_regclass('saved_views') as views, to_regclass('standings') as standings`,
        [{ views: null, standings: null }],
      ],
    ],
  },
  '0021_edition_language': {
    noRows: 'editions have rows by then',
    after: [['select distinct language from pack_editions', [{ language: 1 }]]],
  },
  '0022_task_words': {
    noRows: 'tasks have rows by then',
    after: [['select distinct english::text as english from tasks', [{ english: null }]]],
  },
  '0023_no_index_of_due_cases': {
    noRows: 'it drops an index',
    after: [[`select to_regclass('cases_due') as due`, [{ due: null }]]],
  },
  '0024_words_of_the_day': {
    after: [
      [
        `select number, edition_hash, (select array_agg(value order by value) from json_each_text(record -> 'persons')) as persons,
          (select array_agg(value order by value) from json_each_text(record -> 'units')) as units,
          (select array_agg(value order by value) from json_each_text(record -> 'entries')) as entries from cases order by number`,
        [
          {
            number: '持出R8-0012',
            edition_hash: 'edition-1',
            persons: null,
            units: null,
            entries: null,
          },
          {
            number: '持出R8-0013',
            edition_hash: 'edition-2',
            persons: ['中村透', '森一郎'],
            units: ['福祉課'],
            entries: ['要支援者名簿'],
          },
        ],
      ],
      [
        `select version, unit_title, changed_by_name from entry_versions where version < 3 order by version`,
        [
          { version: 1, unit_title: '福祉課', changed_by_name: '森一郎' },
          { version: 2, unit_title: '福祉課', changed_by_name: '中村透' },
        ],
      ],
    ],
  },
  '0025_sealed_journal': {
    noRows: 'the journal has rows by then',
    after: [
      [
        'select count(*)::int as rows, count(mark)::int as marked from journal',
        [{ rows: 4, marked: 0 }],
      ],
    ],
  },
  '0026_standing': {
    after: [
      ['select procedure, evidence from case_steps', [{ procedure: 'take-out', evidence: false }]],
      ['select distinct findings, judged_by from entries', [{ findings: [], judged_by: '' }]],
    ],
  },
  '0027_edition_proposals': {
    noRows: 'it adds a table',
    after: [['select count(*)::int as proposals from edition_proposals', [{ proposals: 0 }]]],
  },
  '0028_access': {
    after: [
      [open('token', '33'), [{ title: '日向村', living: null }]],
      [
        open('token', '03'),
        [
          {
            title: '日向村',
            living: { scopes: ['read'], factor: false, locked: null, mustChange: true },
          },
        ],
      ],
      [
        open('session', '02'),
        [{ title: '日向村', living: { strength: 'full', kind: 'password', factor: false } }],
      ],
      [
        `select count(*)::int as tokens, count(used_address)::int as used from api_tokens`,
        [{ tokens: 2, used: 0 }],
      ],
    ],
  },
  '0029_temporary_passwords': {
    after: [
      [
        'select name, temporary_until > now() as ends from accounts where temporary_until is not null',
        [{ name: 'atarashii', ends: true }],
      ],
    ],
  },
  '0030_import_mappings': {
    noRows: 'it adds a table',
    after: [['select count(*)::int as mappings from import_mappings', [{ mappings: 0 }]]],
  },
  '0031_work': {
    after: [
      [
        `select id = md5('mail')::uuid as mail, organization_id = md5('village')::uuid as village from claim_work(now(), now(), 'mail', '{}', '{}', '{}')`,
        [{ mail: true, village: true }],
      ],
      [
        'select kind, attempts, abandoned_at from outbox',
        [{ kind: 'mail', attempts: 1, abandoned_at: null }],
      ],
      [
        'select waiting::int, failing::int, abandoned::int, recurring::int from work_counts()',
        [{ waiting: 1, failing: 0, abandoned: 0, recurring: 0 }],
      ],
    ],
  },
  '0033_journal_apart': {
    after: [
      [`select to_regclass('journal_apart')::text as apart`, [{ apart: 'journal_apart' }]],
      [
        `select edition from edition_proposals where id = md5('proposal apart')::uuid`,
        [{ edition: '第3版' }],
      ],
    ],
  },
  '0034_failing_work': {
    after: [
      [
        `select attempts, cause, claimed_until from outbox where id = md5('given up mail')::uuid`,
        [{ attempts: 15, cause: null, claimed_until: null }],
      ],
      [
        `select count(*)::int as claimed from claim_work('2026-11-05 09:00+09', '2026-11-05 09:10+09', 'mail', '{}', '{}', '{}')`,
        [{ claimed: 1 }],
      ],
      [
        `select count(*)::int as held from outbox where claimed_until = '2026-11-05 09:10+09'`,
        [{ held: 1 }],
      ],
    ],
  },
  '0037_search': {
    noRows: 'it adds a function and a table',
    after: [
      [
        `select number_pairs('端末-R8-7')::text as pairs`,
        [{ pairs: `'-7':6 '-r':3 '7':7 '8-':5 'r8':4 '末-':2 '端末':1` }],
      ],
      ['select count(*)::int as rows from search_keys', [{ rows: 0 }]],
    ],
  },
  '0038_first_hour': {
    after: [
      ['select count(*)::int as asides from start_asides', [{ asides: 0 }]],
      ['select edition from search_keys', [{ edition: 1 }]],
    ],
  },
  '0043_notice_english': {
    after: [['select distinct english from notices', [{ english: null }]]],
  },
  '0046_deputised': {
    noRows: 'it adds an index',
    after: [],
  },
  '0047_notice_of_end': {
    noRows: 'it lets notices be of one more kind',
    after: [],
  },
  '0048_rounds': {
    noRows: 'it adds tables, and changes none',
    after: [['select count(*)::int as turns from round_turns', [{ turns: 0 }]]],
  },
  '0050_standings_counted': {
    after: [
      [
        'select outcome, count(*)::int as count from standings where until_at is null group by outcome order by outcome',
        [
          { outcome: 'finding', count: 1 },
          { outcome: 'kept', count: 1 },
        ],
      ],
    ],
  },
  '0051_standing_counts': {
    noRows: 'it counts rows of tables that have some by then',
    after: [
      [
        "select split_part(mechanism, '/', 4) as item, what, sum(delta)::int as count from standing_counts where mechanism like 'checklists/%' group by mechanism, what having sum(delta) <> 0 order by mechanism, what",
        [
          { item: 'locked', what: 'declared', count: 1 },
          { item: 'patched', what: 'finding', count: 1 },
          { item: 'patched', what: 'found', count: 1 },
        ],
      ],
      [
        "select mechanism, what, sum(delta)::int as count from standing_counts where mechanism = 'rounds/devices' group by mechanism, what having sum(delta) <> 0 order by what",
        [
          { mechanism: 'rounds/devices', what: 'member', count: 1 },
          { mechanism: 'rounds/devices', what: 'never', count: 1 },
          { mechanism: 'rounds/devices', what: 'open', count: 1 },
        ],
      ],
    ],
  },
  '0052_checks_at_steps': {
    after: [
      [
        "select count(*)::int as turns from round_turns where round = 'servers' and case_id is null and left_at is null",
        [{ turns: 1 }],
      ],
    ],
  },
  '0053_audits': {
    noRows: 'it adds tables, and changes none',
    after: [['select count(*)::int as samples from audit_samples', [{ samples: 0 }]]],
  },
  '0054_courses': {
    after: [['select count(*)::int as samples from audit_samples', [{ samples: 1 }]]],
  },
  '0055_machine_tokens': {
    after: [['select count(*)::int as courses from courses', [{ courses: 1 }]]],
  },
  '0056_calendars': {
    after: [['select count(*)::int as machines from machine_tokens', [{ machines: 1 }]]],
  },
  '0058_findings_waiting': {
    after: [
      [
        "select count(*)::int as count from findings where state <> 'closed' and due_on < '2027-01-01'",
        [{ count: 1 }],
      ],
    ],
  },
}
