import type { Register } from '#kernel/packs/register.ts'
import { refuse } from '#kernel/problems/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { RegisterPath } from '../contract/common.ts'
import type { DiagramView } from '../contract/references.ts'
import { registerOf } from './authorise.ts'
import { listEntries } from './list.ts'
import { endedStates } from '#kernel/packs/states.ts'
import { nouns } from '#kernel/words/nouns.ts'

/** Maximum number of entries; a larger diagram would not be readable. */
const maxEntries = 1500

/** How the entries of a register are connected, for a diagram and its table. */
export const registerDiagram = defineQuery({
  name: 'register.diagram',
  input: RegisterPath,
  authorise(tx, input) {
    const register = registerOf(tx, input.register)
    return { register, diagram: register.diagram ?? refuse('not-found', { what: nouns.picture }) }
  },
  run: async (tx, _input, { register, diagram }): Promise<DiagramView> => {
    const { rows } = await listEntries(tx, register, {}, maxEntries + 1)
    if (rows.length > maxEntries) refuse('diagram-too-large', { limit: maxEntries })
    const ended = endedStates(tx.organization.pack, register)
    const activeEntries = rows.filter((row) => !ended.includes(row.state))
    const edges = activeEntries.flatMap((entry) =>
      (diagram.from === undefined ? [entry.id] : idsIn(entry.fields[diagram.from])).flatMap(
        (from) =>
          idsIn(entry.fields[diagram.to])
            .filter((to) => to !== from)
            .map((to) => ({
              id: `${entry.id}/${from}/${to}`,
              from,
              to,
              line: entry.id,
              title: diagram.from === undefined ? '' : entry.name,
            })),
      ),
    )
    const ids = new Set([
      ...(diagram.from === undefined ? activeEntries.map((entry) => entry.id) : []),
      ...edges.flatMap((edge) => [edge.from, edge.to]),
    ])
    const nodes = await nodesOf(tx, [...ids], diagram.group)
    const nodeIds = new Set(nodes.map((node) => node.id))
    return {
      title: diagram.title,
      carries: [...diagram.carries],
      nodes,
      edges: edges.filter((edge) => nodeIds.has(edge.from) && nodeIds.has(edge.to)),
    }
  },
})

async function nodesOf(
  tx: Transaction,
  ids: readonly string[],
  group: string | undefined,
): Promise<DiagramView['nodes']> {
  if (ids.length === 0) return []
  const rows = await tx.db
    .selectFrom('entries')
    .select(['id', 'register', 'number', 'name', 'state', 'fields'])
    .where('organization_id', '=', tx.organization.id)
    .where('id', 'in', [...ids])
    .orderBy('number')
    .execute()
  const { registers } = tx.organization.pack
  return rows.map((row) => {
    const register = registers.get(row.register)
    return {
      id: row.id,
      register: row.register,
      registerTitle: register?.title ?? '',
      number: row.number,
      name: row.name,
      state: row.state,
      group: groupOf(register, row.fields, group),
    }
  })
}

/** The title of the choice by which nodes are grouped. */
function groupOf(
  register: Register | undefined,
  fields: Readonly<Record<string, unknown>>,
  group: string | undefined,
): string | null {
  const field = register?.fields.find(
    (candidate) => candidate.id === group && candidate.type === 'choice',
  )
  const value = field === undefined ? undefined : fields[field.id]
  return field?.options?.find((option) => option.id === value)?.title ?? null
}

function idsIn(value: unknown): string[] {
  return [value ?? []].flat().map(String)
}
