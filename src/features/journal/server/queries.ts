import { Type } from 'typebox'
import { endOfDay, startOfDay } from '#kernel/calendar/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Words } from '#kernel/words/words.ts'
import { languageOf, sayTo } from '#platform/access/language.ts'
import { isAmong, partyNames } from '#platform/access/party.ts'
import { actionTitles, defineQuery } from '#platform/gate/action.ts'
import { cursorsOf } from '#platform/gate/cursors.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { JournalQuery } from '../contract.ts'
import type { JournalPage } from '../contract.ts'
import { subjectsNamed } from './namedSubjects.ts'
import { packTitles } from './packTitles.ts'
import { namesIn, subjectsOf } from './subjects.ts'

const positions = cursorsOf('journal', 'integer')

const pageSize = 100

/** Founding is no action, because it happens before the organisation exists. */
const founding: readonly [string, Words] = [
  'organization.found',
  { ja: '組織を始めた', en: 'Founded the organisation' },
]

/** What is recorded of requests and of attempts to sign in that were refused. */
const refusedActs = ['request.refuse', 'session.refuse'] as const

/** The titles of everything that the journal records, by the name of the action. */
export function titlesOfActs(): ReadonlyMap<string, Words> {
  return new Map([...actionTitles(), founding])
}

/**
 * Whether the actor may read the journal: those whom the pack names, administrators, the program.
 */
export function mayReadJournal(tx: Transaction): boolean {
  if (tx.actor.kind === 'program' || tx.actor.administrator) return true
  return tx.organization.pack.grants.readJournal.some((who) => isAmong(tx, who))
}

function demandReader(tx: Transaction): void {
  if (mayReadJournal(tx)) return
  const readers = tx.organization.pack.grants.readJournal
  refuse('not-allowed', {
    act: { ja: '操作記録の閲覧', en: 'reading the journal' },
    who: readers.length === 0 ? nouns.administrators : partyNames(tx, readers),
  })
}

/** A page of the journal, newest first. */
export const journal = defineQuery({
  name: 'journal.list',
  input: JournalQuery,
  authorise: demandReader,
  run: async (tx, input): Promise<JournalPage> => {
    const limit = input.limit ?? pageSize
    let query = tx.db
      .selectFrom('journal')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
    if (input.refused)
      query = query.where('action', input.refused === 'only' ? 'in' : 'not in', [...refusedActs])
    if (input.actor) query = query.where('actor', '=', input.actor)
    if (input.action) query = query.where('action', '=', input.action)
    if (input.subjectKind) query = query.where('subject_kind', '=', input.subjectKind)
    if (input.subjectId) query = query.where('subject_id', '=', input.subjectId)
    if (input.thing?.trim())
      query = query.where('subject_id', 'in', await subjectsNamed(tx, input.thing))
    if (input.from) query = query.where('at', '>=', new Date(startOfDay(input.from)))
    if (input.to) query = query.where('at', '<=', new Date(endOfDay(input.to)))
    if (input.before !== undefined)
      query = query.where('seq', '<', Number(positions.read(input.before, '/before')[0]))
    const batch = await query
      .orderBy('seq', 'desc')
      .limit(limit + 1)
      .execute()
    const language = languageOf(tx)
    const titles = new Map(
      [...titlesOfActs()].map(([name, title]) => [name, title[language]] as const),
    )
    const program = sayTo(tx, { ja: '関所（プログラム）', en: 'Sekisho (the program)' })
    const nobody = sayTo(tx, { ja: 'サインインしていない人', en: 'Somebody not signed in' })
    const page = batch.slice(0, limit)
    const subjects = await subjectsOf(tx, page)
    const rows = page.map((row) => {
      const { procedure, ...subject } = subjects.get(`${row.subject_kind}/${row.subject_id}`)!
      return {
        seq: row.seq,
        at: row.at.toISOString(),
        actor: row.actor,
        actorName:
          tx.organization.view.persons.get(row.actor ?? '')?.name ??
          ((row.detail as { program?: unknown }).program === 'nobody' ? nobody : program),
        action: row.action,
        title: titles.get(row.action) ?? row.action,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        subject,
        detail: row.detail,
        words: packTitles(tx.organization.pack, row.detail, procedure),
        hash: row.hash.toString('hex'),
      }
    })
    const last = rows.at(-1)
    return {
      rows,
      actions: Object.fromEntries(titles),
      names: namesIn(
        tx,
        page.map((row) => row.detail),
      ),
      ...(batch.length > limit && last ? { next: positions.write([String(last.seq)]) } : {}),
    }
  },
})

/** Whether the actor may have the journal verified. */
export const journalVerification = defineQuery({
  name: 'journal.verify',
  input: Type.Object({}),
  authorise: demandReader,
  run: () => Promise.resolve(),
})
