import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { tableTitles } from '../../src/apps/cli/journals.ts'
import {
  columnsOfState,
  stateTableNames,
  statesOfTable,
  tableOf,
} from '#platform/db/stateTables.ts'
import { beginnings, begunBy } from '#platform/journal/begin.ts'
import { stateText } from '#platform/db/rowStates.ts'

/** Tables whose rows the journal does not prove, each with the reason. */
const unproved: Readonly<Record<string, string>> = {
  journal: 'it is the proof: chained, marked and sealed',
  journal_heads: 'it is compared with the end of the chain',
  journal_seals: 'its seals are made with a key outside the database',
  import_mappings: 'how columns were taken last: a proposal for the next time',
  installation: 'which key the database belongs to; it is of no organisation',
  recurring_failures: 'work that fails, thrown away when it succeeds',
  search_keys: 'how far what is searched by was written anew',
  spent_challenges: 'throw-away: each is kept until it would have expired anyway',
  sessions: 'who is signed in changes by use; signing in and out are events',
  drafts: 'what nobody has sent yet binds nobody',
  idempotency_keys: 'replies kept for a week for requests that are sent twice',
  standing_counts: 'sums of rows that are proved, counted anew from them',
  occurrence_parties: 'worked out of the records and the policy, and made anew from them',
  outbox: 'work that waits to be done, thrown away when it is done',
  numbers: 'a counter; the numbers that it gave stand in rows that are proved, each once',
}

/** Columns of proved tables that are not proved, each with the reason. */
const unprovedColumns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accounts: {
    failed: 'throttle of signing in',
    locked_until: 'throttle of signing in',
    signed_in_at: 'changes by use',
    previous_sign_in_at: 'changes by use',
    totp_step: 'changes by use',
    version: 'counts changes',
  },
  api_tokens: { used_at: 'changes by use', used_address: 'changes by use' },
  passkeys: { counter: 'changes by use', used_at: 'changes by use' },
  cases: { search: 'words to find it by' },
  entries: {
    search: 'words to find it by',
    findings: 'made anew from the fields and the rules',
    judged_by: 'made anew from the rules',
  },
  occurrences: {
    items: 'worked out of the checklist and the records',
    opened_at: 'said by the event that opened it',
    remaining: 'worked out of the answers',
    fresh: 'worked out of the answers',
  },
  round_members: {
    asked: 'worked out of the checklist and the records',
    through_at: 'worked out of the occurrences',
  },
  standings: { mended: 'worked out of the findings', mended_at: 'worked out of the findings' },
  notices: { read_at: 'changes by use' },
  organizations: { revision: 'counts changes' },
  posts: { position: 'order of lists' },
  units: { position: 'order of lists' },
}

const tables = new Map(
  readFileSync(new URL('../db/schema.txt', import.meta.url), 'utf8')
    .split('\n\n')
    .flatMap((block) => {
      const [head = '', ...lines] = block.split('\n')
      const name = /^table (\S+)$/.exec(head)?.[1]
      if (name === undefined) return []
      const columns = lines.flatMap((line) => {
        const word = /^ {2}(\w+) /.exec(line)?.[1]
        return word === undefined ||
          /^ {2}(?:CREATE|constraint|index|policy|row-level|sekisho_app) /.test(line)
          ? []
          : [word]
      })
      return [[name, columns] as const]
    }),
)

test('the rows of every table are proved, or it is said why not', () => {
  expect(tables.size).toBeGreaterThan(35)
  const proved = new Set(stateTableNames.map(tableOf))
  expect([...tables.keys()].filter((name) => !proved.has(name)).toSorted()).toEqual(
    Object.keys(unproved).toSorted(),
  )
})

test('every column of a proved table is proved, or it is said why not', () => {
  for (const [table, columns] of tables) {
    const states = statesOfTable(table)
    if (states.length === 0) continue
    const proved = new Set(['organization_id', ...states.flatMap(columnsOfState)])
    expect([table, columns.filter((name) => !proved.has(name)).toSorted()]).toEqual([
      table,
      Object.keys(unprovedColumns[table] ?? {}).toSorted(),
    ])
  }
})

test('an event says what it begins to prove; one from before that is read as of its day', () => {
  expect(begunBy(stateText(beginnings()))).toEqual(stateTableNames)
  const first = begunBy('units 1 abc')
  expect(first).toEqual(expect.arrayContaining(['entries', 'cases:opening', 'files']))
  expect(first).not.toContain('tasks')
})

test('what was defined otherwise when it was begun is not taken as proved', () => {
  const [[key] = ['']] = beginnings(['tasks'])
  expect(begunBy(`${key} another-definition`)).toEqual([])
})

test('every proved table has a word in both languages and on the command line', () => {
  const words = (language: string): Record<string, string> =>
    JSON.parse(
      readFileSync(
        new URL(`../../src/features/journal/web/locales/${language}.json`, import.meta.url),
        'utf8',
      ),
    ) as Record<string, string>
  for (const table of new Set(stateTableNames.map(tableOf)))
    expect([table, tableTitles[table], words('ja')[`table.${table}`]]).toEqual([
      table,
      expect.any(String),
      tableTitles[table],
    ])
  for (const table of new Set(stateTableNames.map(tableOf)))
    expect([table, words('en')[`table.${table}`]]).toEqual([table, expect.any(String)])
})
