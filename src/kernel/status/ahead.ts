import type { Pack } from '../packs/types.ts'
import { checklistOf, dueOfTurn, itemsAsked, nextTurnAfter } from '../rounds/index.ts'
import type { ItemFacts, OpenWork, RoundFacts, StatusRecords } from './records.ts'

/**
 * What the records would say on a day to come if nobody did anything: what comes round until then is
 * asked of everything that is there today, and nobody has answered. `records` are those of today, with
 * the moment and the day to come.
 */
export function withComingTurns(
  pack: Pick<Pack, 'rounds' | 'checklists'>,
  records: StatusRecords,
  today: string,
): StatusRecords {
  const rounds = new Map(records.rounds)
  const items = new Map(records.items)
  for (const round of pack.rounds.values()) {
    const turn = nextTurnAfter(round, today, records.today)
    const facts = records.rounds.get(round.id)
    if (turn === null || facts === undefined || facts.subjects === 0) continue
    const open: OpenWork = { subject: '', due: dueOfTurn(turn), count: facts.subjects }
    rounds.set(round.id, { ...facts, open: [...facts.open, open] } satisfies RoundFacts)
    const checklist = checklistOf(round)
    // Which items a portion asks of whom is not known before it is drawn.
    if (checklist === undefined || round.portion !== undefined) continue
    for (const { path } of itemsAsked(pack.checklists, checklist)) {
      const known = items.get(path)
      if (known !== undefined)
        items.set(path, { ...known, open: [...known.open, open] } satisfies ItemFacts)
    }
  }
  return { ...records, rounds, items }
}
