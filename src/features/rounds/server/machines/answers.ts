import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { checklistOf, itemsAsked, keyOfItem } from '#kernel/rounds/index.ts'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import type { FaultWords } from '#kernel/problems/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { MachineAnswers } from '../../contract/machines.ts'
import type { MachineReceipt } from '../../contract/machines.ts'
import { answer } from '../answer.ts'
import { modeOf, openAll, takesAnswers } from '../occurrence.ts'
import type { OpenedOccurrence } from '../occurrence.ts'
import { lockedOccurrences, occurrences } from '../store.ts'
import { isByMachine } from './left.ts'
import { isAbout, roundsByMachine } from './tokens.ts'

/** What one machine may send in an hour: as often as every minute, and as much again for what is tried anew. */
const mostInAnHour = 120
const hour = 3_600_000
/** How far the clock of a machine may be ahead, and how old what it measured may be. Milliseconds. */
const clockDifference = 5 * 60_000
const oldest = 7 * 24 * hour

/** A token that can be used, by the digest of its secret. */
export async function machineOf(tx: Transaction, hash: Buffer): Promise<string | undefined> {
  const row = await livingTokens(tx).where('token_hash', '=', hash).executeTakeFirst()
  return row?.id
}

const livingTokens = (tx: Transaction) =>
  tx.db
    .selectFrom('machine_tokens')
    .select(['id', 'register', 'entry_id', 'title'])
    .where('organization_id', '=', tx.organization.id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', tx.now)

type Measured = Static<typeof MachineAnswers>['answers'][number]

/** What a machine measured, as answers to the items of the one thing that its token is about. */
export const answerByMachine = defineAction({
  name: 'machine.answer',
  title: { ja: '機械が点検に答えた', en: 'A machine answered items' },
  input: Type.Object({
    machine: Type.String(),
    address: Type.String(),
    ...MachineAnswers.properties,
  }),
  async authorise(tx, input) {
    const token = await livingTokens(tx).where('id', '=', input.machine).executeTakeFirst()
    if (token === undefined) return refuse('machine-unknown')
    const { count } = await tx.db
      .selectFrom('idempotency_keys')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('organization_id', '=', tx.organization.id)
      .where('account_id', '=', token.id)
      .where('at', '>', new Date(tx.now.getTime() - hour))
      .executeTakeFirstOrThrow()
    if (Number(count) > mostInAnHour) refuse('too-many-requests', { seconds: hour / 1000 })
    return token
  },
  async run(tx, input, token) {
    const asked = await askedOf(tx, token.entry_id)
    const { faults, answered, notAsked } = sortOut(tx, token.register, asked, input.answers)
    if (faults.length > 0)
      throw new ProblemError(problem('input-invalid', { count: faults.length }, { faults }))
    const receipt = { answered: 0, findings: 0, left: 0 }
    for (const [occurrence, given] of answered) {
      const one = await answer(tx, [
        {
          occurrence: { ...occurrence, as: 'program' },
          answers: given.map(({ measured }) => ({
            item: measured.item,
            value: measured.value,
            at: measured.measuredAt,
            ...(measured.note === undefined ? {} : { comment: measured.note }),
          })),
          places: given.map(({ index }) => index),
        },
      ])
      receipt.answered += one.answered
      receipt.findings += one.findings
      receipt.left += one.left
    }
    tx.deferWrite(
      tx.db
        .updateTable('machine_tokens')
        .set({ used_at: tx.now, used_address: input.address })
        .where('organization_id', '=', tx.organization.id)
        .where('id', '=', token.id),
    )
    const result: MachineReceipt = { ...receipt, notAsked: [...notAsked] }
    return {
      result,
      event: {
        subject: { kind: 'machine', id: token.id },
        detail: {
          title: token.title,
          entry: token.entry_id,
          items: input.answers.map(({ item }) => item),
          ...result,
        },
      },
    }
  },
})

/** The occurrences that a machine may answer now about what its token is about, locked; the newest of a round first. */
async function askedOf(
  tx: Transaction,
  entry: string | null,
): Promise<readonly OpenedOccurrence[]> {
  const rows = await occurrences(tx)
    .where('o.subject_kind', '=', entry === null ? 'organization' : 'line')
    .where('o.subject_id', '=', entry ?? '')
    .where(sql<boolean>`(o.closed_at is null or o.due_at >= ${tx.now})`)
    .execute()
  if (rows.length === 0) return []
  const locked = await lockedOccurrences(
    tx,
    rows.map(({ id }) => id),
  )
  return (await openAll(tx, locked))
    .filter(
      ({ row, turn }) =>
        isByMachine(turn.round) && modeOf(turn.round) === 'answers' && takesAnswers(tx, row),
    )
    .toSorted((one, other) => other.row.opened_at.getTime() - one.row.opened_at.getTime())
}

interface Sorted {
  readonly faults: readonly FaultWords[]
  readonly answered: ReadonlyMap<
    OpenedOccurrence,
    readonly { readonly measured: Measured; readonly index: number }[]
  >
  /** Items that are asked of such lines, but not of this one in the turn in which it was measured. */
  readonly notAsked: readonly string[]
}

/** Each measured value goes to the newest turn of each round that had begun when it was measured. */
function sortOut(
  tx: Transaction,
  register: string | null,
  asked: readonly OpenedOccurrence[],
  all: readonly Measured[],
): Sorted {
  const faults: FaultWords[] = []
  const answered = new Map<OpenedOccurrence, { measured: Measured; index: number }[]>()
  const notAsked: string[] = []
  const seen = new Set<string>()
  const known = itemsAbout(tx, register)
  for (const [index, measured] of all.entries()) {
    const at = `/answers/${index}`
    const fault = faultOf(tx, measured, known, seen)
    seen.add(measured.item)
    if (fault !== undefined) {
      faults.push({ at: `${at}/${fault.at}`, detail: fault.detail })
      continue
    }
    const turns = new Map(
      asked
        .filter(
          ({ row, items }) =>
            row.opened_at.getTime() <= Date.parse(measured.measuredAt) &&
            items.some((item) => keyOfItem(item) === measured.item),
        )
        .toReversed()
        .map((occurrence) => [occurrence.row.round, occurrence]),
    )
    if (turns.size === 0) notAsked.push(measured.item)
    for (const occurrence of turns.values())
      answered.set(occurrence, [...(answered.get(occurrence) ?? []), { measured, index }])
  }
  return { faults, answered, notAsked }
}

/** The items that rounds about lines of a register, or about the organisation, ask, by whether machines answer them. */
function itemsAbout(
  tx: Transaction,
  register: string | null,
): ReadonlyMap<string, 'machine' | 'people'> {
  const { rounds, checklists } = tx.organization.pack
  const keysOf = (of: Iterable<Parameters<typeof checklistOf>[0]>): string[] =>
    [...of].flatMap((round) => itemsAsked(checklists, checklistOf(round) ?? '').map(keyOfItem))
  const about = [...rounds.values()].filter((round) => isAbout(round, register))
  return new Map([
    ...keysOf(about).map((key) => [key, 'people'] as const),
    ...keysOf(roundsByMachine(tx, register)).map((key) => [key, 'machine'] as const),
  ])
}

const sentences = {
  unknown: {
    ja: 'このトークンの対象には、この項目は問われていません。項目の名前を確かめてください。',
    en: 'What this token is about is not asked this item. Look at its name.',
  },
  people: {
    ja: 'この項目には人が答えます。機械からは送らないでください。',
    en: 'People answer this item. Do not send it from a machine.',
  },
  twice: { ja: '同じ項目に二度答えています。', en: 'The same item is answered twice.' },
  empty: { ja: '測った値を入れてください。', en: 'Give the value that was measured.' },
  future: {
    ja: '測った時が、これからの時になっています。機械の時計を合わせてください。',
    en: 'It was measured in the future. Set the clock of the machine.',
  },
  old: {
    ja: '測った時が7日より前です。測り直してから送ってください。',
    en: 'It was measured more than 7 days ago. Measure anew, then send it.',
  },
} as const

function faultOf(
  tx: Transaction,
  { item, value, measuredAt }: Measured,
  known: ReadonlyMap<string, 'machine' | 'people'>,
  seen: ReadonlySet<string>,
): { readonly at: string; readonly detail: FaultWords['detail'] } | undefined {
  const by = known.get(item)
  if (by === undefined) return { at: 'item', detail: sentences.unknown }
  if (by === 'people') return { at: 'item', detail: sentences.people }
  if (seen.has(item)) return { at: 'item', detail: sentences.twice }
  if (value === null || value === undefined) return { at: 'value', detail: sentences.empty }
  const ago = tx.now.getTime() - Date.parse(measuredAt)
  if (ago < -clockDifference) return { at: 'measuredAt', detail: sentences.future }
  return ago > oldest ? { at: 'measuredAt', detail: sentences.old } : undefined
}
