import { classLabel } from '#kernel/classes/index.ts'
import { formatValue } from '#kernel/fields/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { labelLimit } from '#platform/documents/print/index.ts'
import type { LabelSheet } from '#platform/documents/print/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { LabelEntries } from '../contract/documents.ts'
import { registerOf } from './authorise.ts'
import { lookupsFor } from './exports.ts'
import { countEntries, listEntries } from './list.ts'
import { endedStates } from '#kernel/packs/states.ts'

/**
 * Labels for the things that entries stand for: for the chosen entries, or for all that match and
 * have not ended.
 */
export const entryLabels = defineQuery({
  name: 'entry.labels',
  input: LabelEntries,
  authorise: (tx, input) => registerOf(tx, input.register),
  run: async (tx, { ids, ...criteria }, register): Promise<LabelSheet> => {
    const chosen = ids ? ids.split(',') : undefined
    const count = chosen?.length ?? (await countEntries(tx, register, criteria))
    if (count > labelLimit) refuse('labels-too-many', { rows: count, limit: labelLimit })
    const { rows } = await listEntries(
      tx,
      register,
      chosen === undefined ? criteria : { ids: chosen },
      labelLimit,
    )
    const ended = endedStates(tx.organization.pack, register)
    const lookups = await lookupsFor(
      tx,
      register,
      rows.map((row) => row.fields),
      'name',
    )
    const { classification } = tx.organization.pack
    const fields = register.label.flatMap(
      (id) => register.fields.find((field) => field.id === id) ?? [],
    )
    return {
      organization: tx.organization.title,
      title: register.title,
      date: tx.today,
      labels: rows
        .filter((row) => chosen !== undefined || !ended.includes(row.state))
        .map((row) => ({
          class: row.class !== null && classification ? classLabel(row.class, classification) : '',
          number: row.number,
          name: row.name,
          unit: row.unitTitle,
          lines: fields
            .map((field) => ({
              label: field.title,
              value: formatValue(field, row.fields[field.id], lookups),
            }))
            .filter((row) => row.value !== ''),
        })),
    }
  },
})
