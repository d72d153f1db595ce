import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button as Pressable } from 'react-aria-components'
import { useKit } from '../i18n/index.ts'
import { Button, buttonLook, IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/icons.tsx'
import type { IconName } from '../parts/icons.tsx'
import { Pop } from '../parts/Pop.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { isComposing } from '../ime.ts'
import { FilterChips, Filters } from './Filters.tsx'
import { queryTo } from './query.ts'
import type { Column, TableQuery } from './types.ts'
import type { Remembered, SavedView } from './views.ts'

interface ToolbarProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly shown: readonly string[]
  readonly query: TableQuery
  readonly onQuery: (query: TableQuery) => void
  readonly remembered: Remembered
  readonly onRemember: (change: Partial<Remembered>) => void
  readonly onView: (view: SavedView) => void
  readonly acts?: ReactNode
}

/** Above a table: search, narrow down, choose columns, saved views, and what the page adds. */
export function Toolbar<Row>({
  label,
  columns,
  shown,
  query,
  onQuery,
  remembered,
  onRemember,
  onView,
  acts,
}: ToolbarProps<Row>) {
  const kit = useKit()
  const filters = columns.some((column) => column.filter !== undefined)
  const toggle = (id: string): void => {
    const next = columns
      .map((column) => column.id)
      .filter((each) => (each === id ? !shown.includes(id) : shown.includes(each)))
    if (next.length > 0) onRemember({ columns: next })
  }
  return (
    <div data-screen-only className="mb-3 space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        <SearchBox
          label={kit('table.search', { label })}
          value={query.words}
          onSearch={(words) => onQuery({ ...query, words })}
        />
        {filters && (
          <Panel icon="filter" title={kit('table.filter')}>
            <Filters columns={columns} query={query} onQuery={onQuery} />
          </Panel>
        )}
        <Panel icon="columns" title={kit('table.columns')}>
          <ul className="space-y-1">
            {columns.map((column) => (
              <li key={column.id}>
                <label className="flex min-h-9 cursor-pointer items-center gap-2.5">
                  <input
                    type="checkbox"
                    checked={shown.includes(column.id)}
                    onChange={() => toggle(column.id)}
                    className="size-5 accent-act"
                  />
                  {column.title}
                </label>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel icon="save" title={kit('table.views')}>
          <Views
            remembered={remembered}
            onRemember={onRemember}
            onView={onView}
            now={{ search: queryTo(query), columns: shown }}
          />
        </Panel>
        {acts !== undefined && <div className="ml-auto flex flex-wrap gap-3">{acts}</div>}
      </div>
      <FilterChips columns={columns} query={query} onQuery={onQuery} />
    </div>
  )
}

function Panel({
  icon,
  title,
  children,
}: {
  readonly icon: IconName
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <Pop
      label={title}
      trigger={
        <Pressable className={buttonLook('plain')}>
          <Icon name={icon} size={18} />
          <span className="max-sm:sr-only">{title}</span>
        </Pressable>
      }
    >
      {() => children}
    </Pop>
  )
}

function Views({
  remembered,
  onRemember,
  onView,
  now,
}: Pick<ToolbarProps<unknown>, 'remembered' | 'onRemember' | 'onView'> & {
  readonly now: Omit<SavedView, 'name'>
}) {
  const kit = useKit()
  const [name, setName] = useState('')
  const save = (): void => {
    if (name.trim() === '') return
    onRemember({
      views: [
        ...remembered.views.filter((view) => view.name !== name.trim()),
        { name: name.trim(), ...now },
      ],
    })
    setName('')
  }
  return (
    <div className="space-y-3">
      {remembered.views.length === 0 ? (
        <p className="max-w-60 text-[0.875rem] text-sub">{kit('table.noViews')}</p>
      ) : (
        <ul>
          {remembered.views.map((view) => (
            <li key={view.name} className="flex items-center gap-1">
              <button
                type="button"
                onClick={() => onView(view)}
                className="min-h-11 grow cursor-pointer rounded-8 px-2 text-left text-act hover:bg-act-soft"
              >
                {view.name}
              </button>
              <IconButton
                icon="trash"
                label={kit('table.dropView', { name: view.name })}
                onPress={() =>
                  onRemember({ views: remembered.views.filter((each) => each !== view) })
                }
              />
            </li>
          ))}
        </ul>
      )}
      <div className="flex gap-2 border-t border-line pt-3">
        <input
          aria-label={kit('table.viewName')}
          placeholder={kit('table.viewName')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isComposing(event)) save()
          }}
          className="min-h-11 w-44 rounded-8 border border-edge px-3"
        />
        <Button onPress={save}>{kit('table.saveView')}</Button>
      </div>
    </div>
  )
}
