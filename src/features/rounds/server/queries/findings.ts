import { sql } from 'kysely'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { cursorsOf } from '#platform/gate/cursors.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { fileNames, storedFile } from '#features/files/server/public.ts'
import { FindingFilePath, FindingPath, FindingQuery } from '../../contract/findings.ts'
import type {
  FindingList,
  FindingRow as FindingRowView,
  FindingView,
} from '../../contract/findings.ts'
import { hasPart } from '../access.ts'
import { lastMenders, openFindings, readsFinding } from '../finding.ts'
import type { OpenedFinding } from '../finding.ts'
import { actsFor, mendersAt, namesOf, verifiersAt } from '../parties.ts'
import { findings, standings } from '../store.ts'
import { shownValue } from './occurrence.ts'
import { registerOfEach, subjectView } from './subjectView.ts'

const positions = cursorsOf('findings', 'text', 'uuid')

/** The findings that the actor may read, what is to be mended first at the top. */
export const findingList = defineQuery({
  name: 'finding.list',
  input: FindingQuery,
  authorise: () => undefined,
  async run(tx, input): Promise<FindingList> {
    const limit = input.limit ?? 50
    let query = findings(tx).where(readsFinding(tx))
    if (input.state === 'late')
      query = query.where('f.state', '=', 'open').where('f.due_on', '<', tx.today)
    else if (input.state !== undefined) query = query.where('f.state', '=', input.state)
    if (input.round !== undefined) query = query.where('o.round', '=', input.round)
    if (input.unit !== undefined) query = query.where('f.unit_id', '=', input.unit)
    if (input.mine === true)
      query = query.where(
        sql<boolean>`((f.state = 'open' and ${hasPart(tx, 'mends')}) or (f.state = 'mended' and ${hasPart(tx, 'verifies')}))`,
      )
    const text = input.text?.trim().toLowerCase() ?? ''
    if (text !== '')
      query = query.where(({ or, eb }) =>
        or([
          eb(sql`strpos(lower(f.subject_title), ${text})`, '>', 0),
          eb('f.item', 'in', [...itemsNamed(tx, text), '']),
        ]),
      )
    if (input.after !== undefined) {
      const [due, id] = positions.read(input.after)
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('f.due_on', 'f.id'), '>', tuple(due!, id!)),
      )
    }
    const rows = await query
      .orderBy('f.due_on')
      .orderBy('f.id')
      .limit(limit + 1)
      .execute()
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: (await openFindings(tx, page)).map((finding) => rowOf(tx, finding)),
      ...(rows.length > limit && last ? { next: positions.write([last.due_on, last.id]) } : {}),
    }
  },
})

/** The items whose title holds a text. */
function itemsNamed(tx: Transaction, text: string): string[] {
  return [...tx.organization.pack.checklists.values()].flatMap((checklist) =>
    checklist.items
      .filter((item) => item.title.toLowerCase().includes(text))
      .map((item) => `${checklist.id}/${item.id}`),
  )
}

function rowOf(tx: Transaction, { row, turn, subject, asked }: OpenedFinding): FindingRowView {
  const parties =
    row.state === 'mended' ? verifiersAt(turn, asked, subject) : mendersAt(turn, asked, subject)
  return {
    id: row.id,
    state: row.state,
    late: row.state === 'open' && row.due_on < tx.today,
    subject: subjectView(tx, row, registerOfEach(turn.round.each)),
    checklist: row.checklist,
    item: row.item,
    title: asked.item.title,
    carries: [...asked.item.carries],
    foundAt: row.found_at.toISOString(),
    foundBy: tx.organization.view.persons.get(row.found_by ?? '')?.name ?? null,
    dueOn: row.due_on,
    who: row.state === 'closed' ? [] : namesOf(tx, parties ?? []),
  }
}

/** One finding with what happened since. */
export const finding = defineQuery({
  name: 'finding.show',
  input: FindingPath,
  authorise: (tx, input) => readable(tx, input.id),
  run: (tx, _input, opened) => findingView(tx, opened),
})

/** A finding that the actor may read, or has to look at in the place of who mended it. */
async function readable(tx: Transaction, id: string): Promise<OpenedFinding> {
  const rows = await findings(tx)
    .select(readsFinding(tx).as('reads'))
    .where('f.id', '=', id)
    .execute()
  const [opened] = await openFindings(tx, rows)
  if (
    opened !== undefined &&
    (rows[0]?.reads || mayMend(tx, opened) || (await mayVerify(tx, opened)))
  )
    return opened
  return refuse('not-found', { what: nouns.finding })
}

function mayMend(tx: Transaction, { row, turn, asked, subject }: OpenedFinding): boolean {
  return row.state === 'open' && actsFor(tx, mendersAt(turn, asked, subject)) !== null
}

async function mayVerify(tx: Transaction, { row, turn, asked, subject }: OpenedFinding) {
  if (row.state !== 'mended') return false
  const mender = (await lastMenders(tx, [row.id])).get(row.id)
  const parties = verifiersAt(turn, asked, subject) ?? []
  return actsFor(tx, parties, mender === undefined ? [] : [mender]) !== null
}

export async function findingViewOf(tx: Transaction, id: string): Promise<FindingView> {
  const [opened] = await openFindings(tx, await findings(tx).where('f.id', '=', id).execute())
  return opened === undefined
    ? refuse('not-found', { what: nouns.finding })
    : findingView(tx, opened)
}

async function findingView(tx: Transaction, opened: OpenedFinding): Promise<FindingView> {
  const { row, turn, asked, subject } = opened
  const { view } = tx.organization
  const answer = await standings(tx).where('s.id', '=', row.standing_id).executeTakeFirstOrThrow()
  const acts = await actsOf(tx, row.id)
  const names = await fileNames(tx, [...answer.files, ...acts.flatMap(({ files }) => files)])
  const named = (files: readonly string[]) => files.map((id) => ({ id, name: names.get(id) ?? '' }))
  const verifiers = verifiersAt(turn, asked, subject)
  return {
    ...rowOf(tx, opened),
    version: row.version,
    occurrence: row.occurrence_id,
    roundTitle: turn.round.title,
    answer: shownValue(tx, asked.item, answer),
    comment: answer.comment,
    files: named(answer.files),
    history: acts.map((act) => ({
      what: act.what,
      at: act.at.toISOString(),
      by: view.persons.get(act.person_id ?? '')?.name ?? null,
      comment: act.comment,
      files: named(act.files),
    })),
    verifier: verifiers === undefined ? null : namesOf(tx, verifiers).join('、'),
    mayMend: mayMend(tx, opened),
    mayVerify: await mayVerify(tx, opened),
  }
}

const actsOf = (tx: Transaction, id: string) =>
  tx.db
    .selectFrom('finding_acts')
    .select(['what', 'at', 'person_id', 'comment', 'files'])
    .where('organization_id', '=', tx.organization.id)
    .where('finding_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()

/** The proof of the answer that a finding is about, or of what happened since. */
export const findingFile = defineQuery({
  name: 'finding.file',
  input: FindingFilePath,
  async authorise(tx, input) {
    const { row } = await readable(tx, input.id)
    const answer = await standings(tx).where('s.id', '=', row.standing_id).executeTakeFirstOrThrow()
    const files = [answer, ...(await actsOf(tx, row.id))].flatMap((each) => each.files)
    return files.includes(input.file) ? input.file : refuse('not-found', { what: nouns.file })
  },
  run: (tx, _input, file) => storedFile(tx, file),
})
