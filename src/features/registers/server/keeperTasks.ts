import type { FieldValues } from '#kernel/fields/types.ts'
import type { Party } from '#kernel/organization/index.ts'
import type { Register } from '#kernel/packs/register.ts'
import type { Words } from '#kernel/words/words.ts'
import { partiesForTransaction } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { AdHocTask } from '#features/tasks/server/public.ts'
import { placesOfEntry } from './authorise.ts'

/** What of an entry a task about it needs. */
interface TaskEntry {
  readonly number: string
  readonly name: string
  readonly unit_id: string | null
  readonly fields: FieldValues
}

/** Tasks about entries: one for each who keeps some of them. */
export function keeperTasks<Entry extends TaskEntry>(
  tx: Transaction,
  register: Register,
  entries: readonly Entry[],
  textsOf: (entries: readonly Entry[]) => Omit<AdHocTask, 'party' | 'subject'>,
): AdHocTask[] {
  const groups = new Map<string, { party: Party; entries: Entry[] }>()
  for (const entry of entries) {
    for (const party of partiesForTransaction(
      tx,
      register.keptBy,
      [placesOfEntry(tx, register, entry)],
      entry.fields,
    )) {
      const key = JSON.stringify(party)
      const group = groups.get(key) ?? { party, entries: [] }
      groups.set(key, group)
      group.entries.push(entry)
    }
  }
  return [...groups.values()].map((group) => ({
    party: group.party,
    subject: subjectOf(register, group.entries),
    ...textsOf(group.entries),
  }))
}

/** The entry with its number and name, or how many there are. */
function subjectOf({ title }: Register, entries: readonly TaskEntry[]): Words {
  const [only] = entries
  return only !== undefined && entries.length === 1
    ? {
        ja: `${title} ${only.number}「${only.name}」`,
        en: `${title} ${only.number} “${only.name}”`,
      }
    : { ja: `${title} ${entries.length}件`, en: `${title} (${entries.length} entries)` }
}
