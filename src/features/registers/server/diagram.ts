import type { Register } from '#kernel/packs/register.ts'
import { refuse } from '#kernel/problems/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { RegisterPath } from '../contract.ts'
import type { DiagramView } from '../contract.ts'
import { registerOf } from './authorise.ts'
import { listEntries } from './list.ts'
import { endedStates } from '#kernel/packs/states.ts'
import { nouns } from '#kernel/words/nouns.ts'

/** A picture of more lines than this could not be read. */
const most = 1500

/** How the lines of a ledger are connected, for a picture and its table. */
export const registerDiagram = defineQuery({
  name: 'register.diagram',
  input: RegisterPath,
  authorise(handle, input) {
    const register = registerOf(handle, input.register)
    return { register, diagram: register.diagram ?? refuse('not-found', { what: nouns.picture }) }
  },
  run: async (handle, _input, { register, diagram }): Promise<DiagramView> => {
    const { rows } = await listEntries(handle, register, {}, most + 1)
    if (rows.length > most) refuse('diagram-too-large', { limit: most })
    const ended = endedStates(handle.organization.pack, register)
    const living = rows.filter((row) => !ended.includes(row.state))
    const edges = living.flatMap((line) =>
      (diagram.from === undefined ? [line.id] : idsIn(line.fields[diagram.from])).flatMap((from) =>
        idsIn(line.fields[diagram.to])
          .filter((to) => to !== from)
          .map((to) => ({
            id: `${line.id}/${from}/${to}`,
            from,
            to,
            line: line.id,
            title: diagram.from === undefined ? '' : line.name,
          })),
      ),
    )
    const ids = new Set([
      ...(diagram.from === undefined ? living.map((line) => line.id) : []),
      ...edges.flatMap((edge) => [edge.from, edge.to]),
    ])
    const nodes = await nodesOf(handle, [...ids], diagram.group)
    const there = new Set(nodes.map((node) => node.id))
    return {
      title: diagram.title,
      carries: [...diagram.carries],
      nodes,
      edges: edges.filter((edge) => there.has(edge.from) && there.has(edge.to)),
    }
  },
})

async function nodesOf(
  handle: Handle,
  ids: readonly string[],
  group: string | undefined,
): Promise<DiagramView['nodes']> {
  if (ids.length === 0) return []
  const rows = await handle.db
    .selectFrom('entries')
    .select(['id', 'register', 'number', 'name', 'state', 'fields'])
    .where('organization_id', '=', handle.organization.id)
    .where('id', 'in', [...ids])
    .orderBy('number')
    .execute()
  const { registers } = handle.organization.pack
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

/** The title of the choice that boxes a node. */
function groupOf(
  register: Register | undefined,
  fields: Readonly<Record<string, unknown>>,
  group: string | undefined,
): string | null {
  const field = register?.fields.find((one) => one.id === group && one.type === 'choice')
  const value = field === undefined ? undefined : fields[field.id]
  return field?.options?.find((option) => option.id === value)?.title ?? null
}

function idsIn(value: unknown): string[] {
  return [value ?? []].flat().map(String)
}
