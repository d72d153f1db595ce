import { useState } from 'react'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import type { UnitRow } from '../contract/units.ts'
import { text } from './text.ts'
import { treeOf } from './tree.ts'

interface TreeProps {
  readonly units: readonly UnitRow[]
  readonly selected: string | undefined
  readonly onSelect: (id: string | undefined) => void
}

/**
 * The units as a tree of lists; a row leads to its persons. On a phone the tree opens from one row.
 */
export function UnitTree(props: TreeProps) {
  const say = useTexts(text)
  const [open, setOpen] = useState(false)
  const chosen = props.units.find((unit) => unit.id === props.selected)?.title ?? say('all')
  return (
    <nav aria-label={say('tree')} className="self-start rounded-12 border border-line bg-paper p-2">
      <div className="hidden lg:block">
        <UnitList {...props} />
      </div>
      <details
        className="lg:hidden"
        open={open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary className="flex min-h-11 cursor-pointer items-center px-3 font-700">
          {say('units')}
          {signs().colon}
          {chosen}
        </summary>
        <UnitList
          {...props}
          onSelect={(id) => {
            setOpen(false)
            props.onSelect(id)
          }}
        />
      </details>
    </nav>
  )
}

function UnitList({ units, selected, onSelect }: TreeProps) {
  const say = useTexts(text)
  const under = treeOf(units)
  return (
    <>
      <Choice title={say('all')} on={selected === undefined} onPress={() => onSelect(undefined)} />
      <Branch units={under.get(null) ?? []} under={under} selected={selected} onSelect={onSelect} />
    </>
  )
}

function Branch({
  units,
  under,
  selected,
  onSelect,
  deep = false,
}: {
  readonly units: readonly UnitRow[]
  readonly under: ReadonlyMap<string | null, readonly UnitRow[]>
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
  readonly deep?: boolean
}) {
  const say = useTexts(text)
  return (
    <ul className={classNames(deep && 'ml-3 border-l border-line pl-1.5')}>
      {units.map((unit) => (
        <li key={unit.id}>
          <Choice
            title={unit.title}
            detail={say('peopleCount', { count: unit.people })}
            on={unit.id === selected}
            onPress={() => onSelect(unit.id)}
          />
          {under.has(unit.id) && (
            <Branch
              units={under.get(unit.id) ?? []}
              under={under}
              selected={selected}
              onSelect={onSelect}
              deep
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function Choice({
  title,
  detail,
  on,
  onPress,
}: {
  readonly title: string
  readonly detail?: string
  readonly on: boolean
  readonly onPress: () => void
}) {
  return (
    <button
      type="button"
      onClick={onPress}
      aria-current={on ? 'true' : undefined}
      className={classNames(
        'flex min-h-11 w-full cursor-pointer items-center gap-3 rounded-8 px-3 py-1.5 text-left',
        on ? 'bg-act-soft font-700 text-act' : 'hover:bg-soft',
      )}
    >
      <span className="min-w-0 grow">{title}</span>
      {detail !== undefined && (
        <span className="text-[0.8125rem] font-400 text-sub numerals">{detail}</span>
      )}
    </button>
  )
}

/** A person as a link to their page; underlined where it is part of a text (`inText`). */
export function PersonLink({
  id,
  name,
  inText = false,
}: {
  readonly id: string
  readonly name: string
  readonly inText?: boolean
}) {
  return (
    <Link href={`/organization/persons/${id}`} quiet={!inText}>
      {name}
    </Link>
  )
}
