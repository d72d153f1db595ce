import { PostgresQueryCompiler, RawNode, ReturningNode, SelectionNode } from 'kysely'
import type {
  CompiledQuery,
  InsertQueryNode,
  OperationNode,
  QueryId,
  RootOperationNode,
  UpdateQueryNode,
} from 'kysely'
import { predictedStates } from './predictedStates.ts'
import type { KnownRow } from './predictedStates.ts'
import { deletedColumns, returnsStates, stateColumns, writesStates } from './rowStates.ts'
import { columnsOfState, statesOfTable } from './stateTables.ts'

/** A statement that may write rows which the journal proves. */
export interface StateQuery extends CompiledQuery {
  /** The states that its rows will have, where they are known beforehand. */
  readonly states?: readonly (readonly [key: string, hash: string])[]
  /** Its rows carry their states. */
  readonly returnsStates?: boolean
}

/**
 * Compiles statements so that those which write a table that the journal proves also return the
 * rows as they are afterwards. Callers do not see it: the connection takes the states out.
 */
export class StateCompiler extends PostgresQueryCompiler {
  #deferred: { readonly rows?: readonly KnownRow[] } | undefined

  /** Compiles a write whose answer nobody needs: it returns nothing where its states are known. */
  deferred(write: { compile(): CompiledQuery; readonly rows?: readonly KnownRow[] }): StateQuery {
    this.#deferred = write
    try {
      return write.compile()
    } finally {
      this.#deferred = undefined
    }
  }

  override compileQuery(node: RootOperationNode, queryId: QueryId): StateQuery {
    const states = this.#deferred && predictedStates(node, this.#deferred.rows)
    if (states) return { ...super.compileQuery(node, queryId), states }
    const returning = returningOf(node)
    if (returning === undefined) {
      const compiled = super.compileQuery(node, queryId)
      if (node.kind !== 'RawNode' || !mayWrite(compiled.sql)) return compiled
      if (returnsStates(compiled.sql)) return { ...compiled, returnsStates: true }
      if (writesStates(compiled.sql))
        throw new Error(`a statement writes rows without their states: ${compiled.sql}`)
      return compiled
    }
    const selection = SelectionNode.create(RawNode.createWithSql(returning) as never)
    const { returning: asked } = node as InsertQueryNode
    const written = {
      ...node,
      returning: ReturningNode.create([...(asked?.selections ?? []), selection]),
    } as RootOperationNode
    // The builder looks at the node that it made to know whether rows are its answer.
    return { ...super.compileQuery(written, queryId), query: node, returnsStates: true }
  }
}

const mayWrite = (statement: string): boolean => !/^\s*select\b/i.test(statement)

function returningOf(node: RootOperationNode): string | undefined {
  if (node.kind === 'InsertQueryNode') {
    const table = namesOf(node.into)
    return table && table.states.length > 0 ? stateColumns(table.name, table.of) : undefined
  }
  if (node.kind === 'UpdateQueryNode') {
    const table = namesOf(node.table)
    const changed = table?.states.filter((state) => changesState(node, state)) ?? []
    return table && changed.length > 0 ? stateColumns(table.name, table.of, changed) : undefined
  }
  if (node.kind === 'DeleteQueryNode') {
    const table = namesOf(node.from.froms[0])
    return table && table.states.length > 0 ? deletedColumns(table.name, table.of) : undefined
  }
  return undefined
}

function changesState({ updates }: UpdateQueryNode, state: string): boolean {
  return (updates ?? []).some(({ column }) => {
    const { column: identifier } = column as { column?: { name?: string } }
    return identifier?.name === undefined || columnsOfState(state).includes(identifier.name)
  })
}

interface TableNames {
  readonly name: string
  /** Its name in the statement. */
  readonly of: string
  readonly states: readonly string[]
}

/** The table that a statement writes; undefined where it is not a plain table. */
function namesOf(node: OperationNode | undefined): TableNames | undefined {
  if (node?.kind === 'AliasNode') {
    const { node: inner, alias } = node as unknown as {
      node: OperationNode
      alias: { name?: string }
    }
    const table = namesOf(inner)
    return table && { ...table, of: alias.name ?? table.of }
  }
  if (node?.kind !== 'TableNode') return undefined
  const { name } = (node as unknown as { table: { identifier: { name: string } } }).table.identifier
  return { name, of: name, states: statesOfTable(name) }
}
