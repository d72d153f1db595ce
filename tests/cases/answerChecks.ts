import { expect } from 'vitest'
import { judgeAnswer } from '#kernel/rounds/index.ts'
import { findAnswer } from '#kernel/packs/golden/roundAnswers.ts'
import { written } from '#kernel/packs/golden/rounds.ts'
import type { PlayAct } from '#kernel/packs/golden/types.ts'
import type { AskedItem } from '#kernel/packs/checklist.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { OccurrenceView } from '#features/rounds/contract/occurrences.ts'
import type { Client } from '../support/world.ts'

/**
 * Answers what a step checks as an act of a golden case says: everything right, but for what it
 * answers otherwise; what somebody else has to answer is left.
 */
export async function answerChecks(
  pack: Pack,
  client: Client,
  checks: readonly { readonly occurrence: string | null }[],
  { answers = {} }: Pick<PlayAct, 'answers'>,
): Promise<void> {
  if (answers === 'none') return
  for (const { occurrence } of checks) {
    if (occurrence === null) continue
    const url = `/api/occurrences/${occurrence}`
    const { body } = await client.get<OccurrenceView>(url)
    const said = body.items.map(({ key }) => {
      const asked = itemNamed(pack, key)
      const given =
        answers === 'wrong' ? valueOf(asked, 'wrong') : (written(answers, asked) ?? valueOf(asked))
      return { item: key, value: asYesNo(asked, given?.value) }
    })
    const answer = await client.post(`${url}/answers`, { answers: said })
    expect({
      key: occurrence,
      status: answer.status,
      why: answer.status === 200 ? 0 : answer.body,
    }).toEqual({ key: occurrence, status: 200, why: 0 })
  }
}

function itemNamed(pack: Pack, key: string): AskedItem {
  const [checklist = '', id = ''] = key.split('/')
  const item = pack.checklists.get(checklist)?.items.find((each) => each.id === id)
  if (item === undefined) throw new Error(`there is no item ${key}`)
  return { path: `checklists/${checklist}/items/${id}`, checklist, item }
}

const valueOf = (asked: AskedItem, wanted: 'right' | 'wrong' = 'right') =>
  findAnswer(asked, wanted, (one, value) => judgeAnswer(one, value, {}), {})

/** Packs write yes and no. */
const asYesNo = ({ item }: AskedItem, value: unknown): unknown =>
  item.type === 'yes-no' ? value === true || value === 'yes' : value
