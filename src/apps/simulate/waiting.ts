import type { AskedItem } from '#kernel/packs/checklist.ts'
import type { Round } from '#kernel/packs/round.ts'
import { keyOfItem } from '#kernel/rounds/index.ts'
import { dayInTokyo } from '#platform/environment.ts'
import { modeOf, openAll } from '#features/rounds/server/occurrence.ts'
import { doersAt, mendersAt, verifiersAt, waiversAt } from '#features/rounds/server/parties.ts'
import { findings, occurrences } from '#features/rounds/server/store.ts'
import { openFindings } from '#features/rounds/server/finding.ts'
import { lastMenders } from '#features/rounds/server/finding.ts'
import type { Subject } from '#features/rounds/server/subjects.ts'
import { keyOfRow } from '#features/rounds/server/subjects.ts'
import { answersTo } from './answers.ts'
import type { AnswerPair } from './answers.ts'
import { personOf, read } from './town.ts'
import type { Town } from './town.ts'

/** A piece of recurring work that is open, with what whoever does it has to know. */
export interface Waiting {
  readonly id: string
  readonly round: Round
  readonly mode: 'answers' | 'reading' | 'elsewhere'
  readonly subject: Subject
  readonly subjectKey: string
  readonly title: string
  readonly period: string
  readonly openedAt: string
  readonly dueAt: string
  readonly doer: string | undefined
  readonly items: readonly {
    readonly asked: AskedItem
    readonly key: string
    /** Somebody looks whether a finding on it is mended. */
    readonly looked: boolean
    readonly mayBeWaived: boolean
    readonly answers: () => AnswerPair
  }[]
}

/** The open occurrences after an id, or those with some ids. */
export function waitingIn(
  town: Town,
  which: { readonly after: string } | { readonly ids: readonly string[] },
): Promise<Waiting[]> {
  return read(town, async (tx) => {
    const open = occurrences(tx).where('o.closed_at', 'is', null).orderBy('o.id')
    const rows = await (
      'after' in which
        ? open.where('o.id', '>', which.after)
        : open.where('o.id', 'in', [...which.ids])
    ).execute()
    return (await openAll(tx, rows)).map(({ row, turn, subject, items }): Waiting => ({
      id: row.id,
      round: turn.round,
      mode: modeOf(turn.round),
      subject,
      subjectKey: keyOfRow(row),
      title: row.subject_title,
      period: row.period,
      openedAt: row.opened_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      doer: personOf(tx, doersAt(turn, subject)),
      items: items.map((asked) => ({
        asked,
        key: keyOfItem(asked),
        looked: verifiersAt(turn, asked, subject) !== undefined,
        mayBeWaived: waiversAt(turn, asked, subject) !== undefined,
        answers: () =>
          answersTo(turn.day.organization.pack, turn.round.id, asked, subject, dayInTokyo(tx.now)),
      })),
    }))
  })
}

/** Who decides whether an item applies to the subject of an occurrence; not who said that it does not. */
export function waiverOf(
  town: Town,
  id: string,
  key: string,
  sayer: string,
): Promise<string | undefined> {
  return read(town, async (tx) => {
    const [opened] = await openAll(tx, await occurrences(tx).where('o.id', '=', id).execute())
    const asked = opened?.items.find((item) => keyOfItem(item) === key)
    return (
      opened && asked && personOf(tx, waiversAt(opened.turn, asked, opened.subject) ?? [], [sayer])
    )
  })
}

export interface Finding {
  readonly id: string
  readonly state: 'open' | 'mended' | 'closed'
  readonly version: number
  readonly path: string
  readonly subjectKey: string
  readonly dueOn: string
  readonly what: string
  readonly mender: string | undefined
  /** Who looks whether it is mended; null where nobody has to. */
  readonly verifier: string | undefined | null
}

/** Findings that are not closed, or one by its id. */
export function findingsIn(town: Town, id?: string): Promise<Finding[]> {
  return read(town, async (tx) => {
    const all = findings(tx).orderBy('f.id')
    const rows = await (
      id === undefined ? all.where('f.state', '<>', 'closed') : all.where('f.id', '=', id)
    ).execute()
    const menders = await lastMenders(
      tx,
      rows.map((row) => row.id),
    )
    return (await openFindings(tx, rows)).map(({ row, turn, asked, subject }): Finding => {
      const verifiers = verifiersAt(turn, asked, subject)
      return {
        id: row.id,
        state: row.state,
        version: row.version,
        path: row.mechanism,
        subjectKey: keyOfRow(row),
        dueOn: row.due_on,
        what: `${row.subject_title}「${asked.item.title}」`,
        mender: personOf(tx, mendersAt(turn, asked, subject)),
        verifier:
          verifiers === undefined
            ? null
            : personOf(tx, verifiers, [menders.get(row.id) ?? ''].filter(Boolean)),
      }
    })
  })
}
