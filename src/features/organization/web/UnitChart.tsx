import { useText } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import type { UnitRow } from '../contract.ts'
import { text } from './text.ts'
import { PersonLink, treeOf } from './UnitTree.tsx'

/** The organisation as a drawn tree that grows to the right, and the same as a table. */
export function UnitChart({ units }: { readonly units: readonly UnitRow[] }) {
  const say = useText(text)
  const tree = treeOf(units)
  return (
    <>
      <figure aria-label={say('chart')} className="overflow-x-auto rounded-12 border border-line bg-paper p-4 sm:p-6">
        <Branch units={tree.get(null) ?? []} tree={tree} root />
      </figure>
      <Section title={say('asTable')}><Table units={units} tree={tree} /></Section>
    </>
  )
}

type Tree = ReadonlyMap<string | null, readonly UnitRow[]>

function Branch({ units, tree, root = false }: { readonly units: readonly UnitRow[], readonly tree: Tree, readonly root?: boolean }) {
  return (
    <ul className={root ? 'w-max' : 'relative ml-5 before:absolute before:top-1/2 before:-left-5 before:w-5 before:border-t-2 before:border-edge'}>
      {units.map((unit, index) => (
        <li key={unit.id} className="relative flex items-center py-1">
          {!root && <Wire first={index === 0} last={index === units.length - 1} />}
          <Box unit={unit} strong={root} />
          {tree.has(unit.id) && <Branch units={tree.get(unit.id) ?? []} tree={tree} />}
        </li>
      ))}
    </ul>
  )
}

/** The lines from the stem to a box: down from the box before, across, down to the box after. */
function Wire({ first, last }: { readonly first: boolean, readonly last: boolean }) {
  const stem = first && last ? 'hidden' : first ? 'top-1/2 bottom-0' : last ? 'top-0 bottom-1/2' : 'inset-y-0'
  return (
    <span aria-hidden="true" className="w-5 shrink-0 border-t-2 border-edge">
      <span className={`absolute left-0 border-l-2 border-edge ${stem}`} />
    </span>
  )
}

function Box({ unit, strong }: { readonly unit: UnitRow, readonly strong: boolean }) {
  const say = useText(text)
  return (
    <div className={`min-w-44 rounded-8 border px-3.5 py-1.5 ${strong ? 'border-act bg-act-soft' : 'border-edge bg-paper'}`}>
      <p className="flex items-baseline gap-3 leading-150">
        <span className="grow font-700 whitespace-nowrap"><Link href={`/organization?unit=${unit.id}`} quiet>{unit.title}</Link></span>
        <span className="text-[0.8125rem] text-sub numerals">{say('peopleCount', { count: unit.people })}</span>
      </p>
      <p className="text-[0.8125rem] leading-150 whitespace-nowrap text-sub">{unit.head ? `${unit.head.post}　${unit.head.name}` : say('noHead')}</p>
    </div>
  )
}

function Table({ units, tree }: { readonly units: readonly UnitRow[], readonly tree: Tree }) {
  const say = useText(text)
  const titles = new Map(units.map((unit) => [unit.id, unit.title]))
  const inOrder = (parent: string | null): readonly UnitRow[] => (tree.get(parent) ?? []).flatMap((unit) => [unit, ...inOrder(unit.id)])
  return (
    <div className="overflow-x-auto rounded-12 border border-line">
      <table className="w-full min-w-lg border-collapse text-left text-[0.9375rem]">
        <thead className="bg-soft text-[0.875rem] text-sub">
          <tr>{(['unit', 'parent', 'leader', 'people'] as const).map((head) => <th key={head} scope="col" className="px-4 py-2 font-700">{say(head)}</th>)}</tr>
        </thead>
        <tbody className="divide-y divide-line">
          {inOrder(null).map((unit) => (
            <tr key={unit.id}>
              <th scope="row" className="px-4 py-2"><Link href={`/organization?unit=${unit.id}`} quiet>{unit.title}</Link></th>
              <td className="px-4 py-2">{titles.get(unit.parent ?? '') ?? '—'}</td>
              <td className="px-4 py-2">{unit.head ? <PersonLink id={unit.head.id} name={unit.head.name} /> : say('noHead')}</td>
              <td className="px-4 py-2 numerals">{say('peopleCount', { count: unit.people })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
