import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { queryOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { Diagram } from '#ui/diagram/Diagram.tsx'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Link } from '#ui/parts/Button.tsx'
import { EmptyState, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PlainTable } from '#ui/parts/PlainTable.tsx'
import type { PlainColumn } from '#ui/parts/PlainTable.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import type { DiagramView } from '../contract/references.ts'
import { useRegister } from './data.ts'
import { EntryLink } from './EntryLink.tsx'
import { text } from './text.ts'
import type { SayRegisters } from './text.ts'

/** How the entries of a register are connected: a diagram, and the same as a table. */
export default function DiagramPage() {
  const { register = '' } = usePathParams()
  const say = useTexts(text)
  const definition = useRegister(register)
  const { data, error } = useQuery(
    queryOf('/api/registers/:register/diagram', { params: { register } }),
  )
  return (
    <>
      <PageHeading
        title={data?.title ?? definition.data?.diagram ?? ''}
        above={
          <Breadcrumb
            trail={[
              { title: say('registers'), href: '/registers' },
              { title: definition.data?.title ?? '', href: `/registers/${register}` },
            ]}
          />
        }
      />
      <ProblemNotice error={error} />
      {data?.nodes.length === 0 && (
        <EmptyState title={say('diagramNone')}>{say('diagramNoneBody')}</EmptyState>
      )}
      {data !== undefined && data.nodes.length > 0 && (
        <DiagramAndTable register={register} view={data} />
      )}
    </>
  )
}

function DiagramAndTable({
  register,
  view,
}: {
  readonly register: string
  readonly view: DiagramView
}) {
  const say = useTexts(text)
  const nodes = useMemo(
    () =>
      view.nodes.map((node) => ({
        id: node.id,
        title: node.name,
        detail: node.number,
        href: `/registers/${node.register}/${node.id}`,
        ...(node.group === null ? {} : { group: node.group }),
      })),
    [view],
  )
  return (
    <>
      <Diagram title={view.title} nodes={nodes} edges={view.edges} />
      <Section title={say('diagramTable')}>
        <PlainTable
          label={say('diagramTable')}
          rows={rowsOf(view)}
          rowId={(row) => row.id}
          columns={columnsOf(register, view, say)}
        />
      </Section>
      {view.carries.length > 0 && (
        <div className="mt-5">
          <Grounds provisions={view.carries} />
        </div>
      )}
    </>
  )
}

type Node = DiagramView['nodes'][number]

interface Connection {
  readonly id: string
  readonly from: Node | undefined
  readonly to?: Node | undefined
  /** The entry that states the connection, where it is not a node itself. */
  readonly line?: { readonly id: string; readonly title: string }
}

/** Every connection, then the nodes without one. */
function rowsOf({ nodes, edges }: DiagramView): readonly Connection[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const connected = new Set(edges.flatMap((edge) => [edge.from, edge.to]))
  return [
    ...edges.map((edge) => ({
      id: edge.id,
      from: byId.get(edge.from),
      to: byId.get(edge.to),
      ...(edge.title === '' ? {} : { line: { id: edge.line, title: edge.title } }),
    })),
    ...nodes.filter((node) => !connected.has(node.id)).map((node) => ({ id: node.id, from: node })),
  ]
}

function columnsOf(
  register: string,
  { nodes, edges }: DiagramView,
  say: SayRegisters,
): readonly PlainColumn<Connection>[] {
  const node = (diagramNode: Node | undefined) =>
    diagramNode !== undefined && <EntryLink {...diagramNode} />
  const group: PlainColumn<Connection> = {
    title: say('diagramGroup'),
    cell: (row) => row.from?.group ?? '',
  }
  const entryColumn: PlainColumn<Connection> = {
    title: say('diagramLine'),
    cell: (row) =>
      row.line !== undefined && (
        <Link href={`/registers/${register}/${row.line.id}`}>{row.line.title}</Link>
      ),
  }
  return [
    { title: say('diagramFrom'), cell: (row) => node(row.from) },
    ...(nodes.some((candidate) => candidate.group !== null) ? [group] : []),
    {
      title: say('diagramTo'),
      cell: (row) =>
        row.to === undefined ? (
          <span className="text-sub">{say('diagramAlone')}</span>
        ) : (
          node(row.to)
        ),
    },
    ...(edges.some((edge) => edge.title !== '') ? [entryColumn] : []),
  ]
}
