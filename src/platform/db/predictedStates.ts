import type { OperationNode, RootOperationNode } from 'kysely'
import { stateOf } from './rowStates.ts'
import { columnsOfState, statesOfTable } from './stateTables.ts'

type States = [key: string, hash: string][]
type Values = ReadonlyMap<string, unknown>

/** A row as a statement leaves it, with all columns that count. JSON is given as it is stored. */
export interface KnownRow {
  readonly table: string
  readonly values: Readonly<Record<string, unknown>>
}

/**
 * The states that a write leaves, where its own values tell them: rows that are inserted with all
 * columns that count, and one row that gets all of them by its key; for a statement written by
 * hand, the rows that its caller knows. Undefined for other writes.
 */
export function predictedStates(
  node: RootOperationNode,
  rows?: readonly KnownRow[],
): States | undefined {
  if (node.kind === 'RawNode')
    return rows?.flatMap(({ table, values }) => {
      const states = statesOfRows([new Map(Object.entries(values))], statesOfTable(table))
      if (!states) throw new Error(`a row of ${table} is not known whole`)
      return states
    })
  if (node.kind === 'InsertQueryNode') {
    if (node.onConflict || node.returning || !node.columns || node.with) return undefined
    const table = nameOf(node.into)
    if (table === undefined || statesOfTable(table).length === 0) return undefined
    const names = node.columns.map(({ column }) => column.name)
    const rows = rowsOf(node.values)
    return (
      rows &&
      statesOfRows(
        rows.map((row) => new Map(names.map((name, i) => [name, row[i]]))),
        statesOfTable(table),
      )
    )
  }
  if (node.kind === 'UpdateQueryNode') {
    if (node.from || node.returning || node.with) return undefined
    const table = nameOf(node.table)
    if (table === undefined) return undefined
    const key = keyOf(node.where?.where)
    if (!key) return undefined
    const values = new Map<string, unknown>(key)
    for (const { column, value } of node.updates ?? []) {
      const name = columnName(column)
      if (name === undefined || value.kind !== 'ValueNode') return undefined
      values.set(name, (value as unknown as { value: unknown }).value)
    }
    const changed = statesOfTable(table).filter((state) =>
      columnsOfState(state).some((name) => values.has(name) && !key.has(name)),
    )
    return changed.length === 0 ? undefined : statesOfRows([values], changed)
  }
  return undefined
}

function statesOfRows(rows: readonly Values[], names: readonly string[]): States | undefined {
  const states: States = []
  for (const row of rows)
    for (const name of names) {
      const columns = columnsOfState(name)
      const values = columns.map((column) => row.get(column))
      if (values.some((value) => value === undefined || !isPlain(value))) return undefined
      states.push(stateOf(name, values))
    }
  return states
}

/** Whether the value comes back from the database as it is sent. */
function isPlain(value: unknown): boolean {
  return (
    value === null ||
    ['string', 'boolean'].includes(typeof value) ||
    Number.isSafeInteger(value) ||
    value instanceof Date ||
    (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  )
}

function rowsOf(node: OperationNode | undefined): (readonly unknown[])[] | undefined {
  if (node?.kind !== 'ValuesNode') return undefined
  const { values } = node as unknown as { values: readonly OperationNode[] }
  const rows: (readonly unknown[])[] = []
  for (const list of values) {
    if (list.kind !== 'PrimitiveValueListNode') return undefined
    rows.push((list as unknown as { values: readonly unknown[] }).values)
  }
  return rows
}

/** The columns that a condition of equalities joined by `and` holds to one value each. */
function keyOf(node: OperationNode | undefined): Map<string, unknown> | undefined {
  if (node?.kind === 'AndNode') {
    const { left, right } = node as unknown as { left: OperationNode; right: OperationNode }
    const [a, b] = [keyOf(left), keyOf(right)]
    return a && b && new Map([...a, ...b])
  }
  if (node?.kind !== 'BinaryOperationNode') return undefined
  const { leftOperand, operator, rightOperand } = node as unknown as {
    leftOperand: OperationNode
    operator: { operator?: string }
    rightOperand: { kind: string; value?: unknown }
  }
  const inner = (leftOperand as { column?: OperationNode }).column
  const name = inner && columnName(inner)
  if (name === undefined || (name !== 'organization_id' && name !== 'id')) return undefined
  if (operator.operator !== '=' || rightOperand.kind !== 'ValueNode') return undefined
  return new Map([[name, rightOperand.value]])
}

function columnName(node: OperationNode): string | undefined {
  return (node as unknown as { column?: { name?: string } }).column?.name
}

function nameOf(node: OperationNode | undefined): string | undefined {
  if (node?.kind !== 'TableNode') return undefined
  return (node as unknown as { table: { identifier: { name: string } } }).table.identifier.name
}
