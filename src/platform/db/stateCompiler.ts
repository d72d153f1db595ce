import { PostgresQueryCompiler, RawNode, ReturningNode, SelectionNode } from 'kysely'
import type {
  CompiledQuery,
  InsertQueryNode,
  OperationNode,
  QueryId,
  RootOperationNode,
  UpdateQueryNode,
} from 'kysely'
import {
  countsForState,
  deletedColumns,
  returnsStates,
  stateColumns,
  stateTables,
  writesStates,
} from './rowStates.ts'

/**
 * Compiles statements so that those which write a table that the journal proves also return the
 * rows as they are afterwards. Callers do not see it: the connection takes the states out.
 */
export class StateCompiler extends PostgresQueryCompiler {
  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    const returning = returningOf(node)
    if (returning === undefined) {
      const compiled = super.compileQuery(node, queryId)
      if (node.kind === 'RawNode' && writesStates(compiled.sql) && !returnsStates(compiled.sql))
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
    return { ...super.compileQuery(written, queryId), query: node }
  }
}

function returningOf(node: RootOperationNode): string | undefined {
  if (node.kind === 'InsertQueryNode') {
    const table = nameOf(node.into)
    return table && stateTables.has(table.name) ? stateColumns(table.name, table.of) : undefined
  }
  if (node.kind === 'UpdateQueryNode') {
    const table = nameOf(node.table)
    if (!table || !stateTables.has(table.name) || !changesState(node, table.name)) return undefined
    return stateColumns(table.name, table.of)
  }
  if (node.kind === 'DeleteQueryNode') {
    const table = nameOf(node.from.froms[0])
    return table && stateTables.has(table.name) ? deletedColumns(table.name, table.of) : undefined
  }
  return undefined
}

function changesState({ updates }: UpdateQueryNode, table: string): boolean {
  return (updates ?? []).some(({ column }) => {
    const { column: identifier } = column as { column?: { name?: string } }
    return identifier?.name === undefined || countsForState(table, identifier.name)
  })
}

function nameOf(node: OperationNode | undefined): { name: string; of: string } | undefined {
  if (node?.kind === 'AliasNode') {
    const { node: inner, alias } = node as unknown as {
      node: OperationNode
      alias: { name?: string }
    }
    const table = nameOf(inner)
    return table && { name: table.name, of: alias.name ?? table.of }
  }
  if (node?.kind !== 'TableNode') return undefined
  const { name } = (node as unknown as { table: { identifier: { name: string } } }).table.identifier
  return { name, of: name }
}
