import { classLabel } from '#kernel/classes/index.ts'
import { formatValue } from '#kernel/fields/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { labelLimit } from '#platform/documents/print/index.ts'
import type { LabelSheet } from '#platform/documents/print/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { LabelEntries } from '../contract.ts'
import { registerOf } from './authorise.ts'
import { lookupsFor } from './exports.ts'
import { countEntries, listEntries } from './list.ts'
import { endedStates } from '#kernel/packs/states.ts'

/** Labels to put on what the lines of a ledger stand for: those chosen, or all that match and are not over. */
export const entryLabels = defineQuery({
  name: 'entry.labels',
  input: LabelEntries,
  authorise: (handle, input) => registerOf(handle, input.register),
  run: async (handle, { ids, ...asked }, register): Promise<LabelSheet> => {
    const chosen = ids ? ids.split(',') : undefined
    const count = chosen?.length ?? (await countEntries(handle, register, asked))
    if (count > labelLimit) refuse('labels-too-many', { rows: count, limit: labelLimit })
    const { rows } = await listEntries(
      handle,
      register,
      chosen === undefined ? asked : { ids: chosen },
      labelLimit,
    )
    const ended = endedStates(handle.organization.pack, register)
    const lookups = await lookupsFor(
      handle,
      register,
      rows.map((row) => row.fields),
      'name',
    )
    const { classification } = handle.organization.pack
    const fields = register.label.flatMap(
      (id) => register.fields.find((field) => field.id === id) ?? [],
    )
    return {
      organization: handle.organization.title,
      title: register.title,
      date: handle.today,
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
            .filter((line) => line.value !== ''),
        })),
    }
  },
})
