import { lastTokenDay } from '#kernel/accounts/tokens.ts'
import { checklistOf, itemsAsked, keyOfItem } from '#kernel/rounds/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { mayAdminister } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { RoundPath } from '../../contract/rounds.ts'
import type { MachineList } from '../../contract/machines.ts'
import { roundOf } from '../begin.ts'
import { occurrences } from '../store.ts'
import { subjectsOf } from '../subjects.ts'
import { registerOfEach, subjectView } from '../queries/subjectView.ts'
import { isByMachine } from './left.ts'
import { keepsMachines } from './tokens.ts'

/** Lines and machines listed at most. */
const most = 500

/** The machines that answer a round, as far as they are about lines of the actor. */
export const machinesOfRound = defineQuery({
  name: 'machine.list',
  input: RoundPath,
  authorise(tx, input) {
    const round = roundOf(tx, input.round)
    return isByMachine(round) ? round : refuse('not-found', { what: nouns.recurringWork })
  },
  async run(tx, _input, round): Promise<MachineList> {
    const { pack, view } = tx.organization
    const register =
      round.each.kind === 'line' ? pack.registers.get(round.each.register) : undefined
    const subjects = await subjectsOf(tx, round)
    const own = new Set(
      subjects
        .filter((subject) => keepsMachines(tx, { register, rounds: [round], subject }))
        .map((subject) => subject.id),
    )
    const seesAll = mayAdminister(tx)
    const tokens = await tx.db
      .selectFrom('machine_tokens as m')
      .leftJoin('entries as e', (join) =>
        join.onRef('e.organization_id', '=', 'm.organization_id').onRef('e.id', '=', 'm.entry_id'),
      )
      .select([
        'm.id',
        'm.title',
        'm.entry_id',
        'm.made_by',
        'm.expires_at',
        'm.used_at',
        'e.name',
        'e.number',
        'e.unit_id',
      ])
      .where('m.organization_id', '=', tx.organization.id)
      .where((eb) =>
        register === undefined ? eb('m.register', 'is', null) : eb('m.register', '=', register.id),
      )
      .where('m.ended_at', 'is', null)
      .orderBy('e.name')
      .orderBy('m.id')
      .limit(most)
      .execute()
    const seen = tokens.filter(({ entry_id }) => seesAll || own.has(entry_id ?? ''))
    const silent = await lateLines(tx, round.id)
    const checklist = checklistOf(round) ?? ''
    return {
      machines: seen.map((token) => ({
        id: token.id,
        title: token.title,
        subject: subjectView(
          tx,
          {
            subject_kind: token.entry_id === null ? 'organization' : 'line',
            subject_id: token.entry_id ?? '',
            subject_title: token.name || (token.number ?? ''),
            unit_id: token.unit_id,
          },
          registerOfEach(round.each),
        ),
        madeBy: view.persons.get(token.made_by)?.name ?? null,
        until: token.expires_at.toISOString(),
        lastAt: token.used_at?.toISOString() ?? null,
        silent: silent.has(token.entry_id ?? ''),
        mayEnd: seesAll || own.has(token.entry_id ?? ''),
      })),
      lines: subjects
        .filter((subject) => own.has(subject.id))
        .slice(0, most)
        .map((subject) => ({ id: subject.id, title: subject.title })),
      items: itemsAsked(pack.checklists, checklist).map((item) => ({
        key: keyOfItem(item),
        title: item.item.title,
      })),
      lastTokenDay: lastTokenDay(tx.today),
    }
  },
})

/** The lines of a round about which something is late. */
async function lateLines(
  tx: Parameters<typeof occurrences>[0],
  round: string,
): Promise<ReadonlySet<string>> {
  const rows = await occurrences(tx)
    .where('o.round', '=', round)
    .where('o.closed_at', 'is', null)
    .where('o.due_at', '<', tx.now)
    .execute()
  return new Set(rows.map((row) => row.subject_id))
}
