import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button as Pressable } from 'react-aria-components'
import { useCommonTexts } from '../i18n/index.ts'
import { Button, buttonClass, IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/icons.tsx'
import type { IconName } from '../parts/icons.tsx'
import { PopoverTrigger } from '../parts/PopoverTrigger.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { isComposing } from '../ime.ts'
import { FilterChips, Filters } from './Filters.tsx'
import { serialiseTableQuery } from './query.ts'
import type { Column, TableQuery } from './types.ts'
import type { TablePreferences, SavedView } from './views.ts'

interface ToolbarProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  /** Ids of the columns that are shown. */
  readonly shown: readonly string[]
  readonly query: TableQuery
  readonly onQuery: (query: TableQuery) => void
  readonly preferences: TablePreferences
  readonly onSavePreferences: (change: Partial<TablePreferences>) => void
  readonly onSelectView: (view: SavedView) => void
  readonly actions?: ReactNode
}

/** The controls above a table: search, filters, columns, saved views and the page's actions. */
export function Toolbar<Row>({
  label,
  columns,
  shown,
  query,
  onQuery,
  preferences,
  onSavePreferences,
  onSelectView,
  actions,
}: ToolbarProps<Row>) {
  const common = useCommonTexts()
  const filters = columns.some((column) => column.filter !== undefined)
  const toggle = (id: string): void => {
    const next = columns
      .map((column) => column.id)
      .filter((columnId) => (columnId === id ? !shown.includes(id) : shown.includes(columnId)))
    if (next.length > 0) onSavePreferences({ columns: next })
  }
  return (
    <div data-screen-only className="mb-3 space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        <SearchBox
          label={common('table.search', { label })}
          value={query.words}
          onSearch={(words) => onQuery({ ...query, words })}
        />
        {filters && (
          <Panel icon="filter" title={common('table.filter')}>
            <Filters columns={columns} query={query} onQuery={onQuery} />
          </Panel>
        )}
        <Panel icon="columns" title={common('table.columns')}>
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
        <Panel icon="save" title={common('table.views')}>
          <Views
            preferences={preferences}
            onSavePreferences={onSavePreferences}
            onSelectView={onSelectView}
            currentView={{ search: serialiseTableQuery(query), columns: shown }}
          />
        </Panel>
        {actions !== undefined && <div className="ml-auto flex flex-wrap gap-3">{actions}</div>}
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
    <PopoverTrigger
      label={title}
      trigger={
        <Pressable className={buttonClass('plain')}>
          <Icon name={icon} size={18} />
          <span className="max-sm:sr-only">{title}</span>
        </Pressable>
      }
    >
      {() => children}
    </PopoverTrigger>
  )
}

function Views({
  preferences,
  onSavePreferences,
  onSelectView,
  currentView,
}: Pick<ToolbarProps<unknown>, 'preferences' | 'onSavePreferences' | 'onSelectView'> & {
  readonly currentView: Omit<SavedView, 'name'>
}) {
  const common = useCommonTexts()
  const [name, setName] = useState('')
  const save = (): void => {
    if (name.trim() === '') return
    onSavePreferences({
      views: [
        ...preferences.views.filter((view) => view.name !== name.trim()),
        { name: name.trim(), ...currentView },
      ],
    })
    setName('')
  }
  return (
    <div className="space-y-3">
      {preferences.views.length === 0 ? (
        <p className="max-w-60 text-[0.875rem] text-sub">{common('table.noViews')}</p>
      ) : (
        <ul>
          {preferences.views.map((view) => (
            <li key={view.name} className="flex items-center gap-1">
              <button
                type="button"
                onClick={() => onSelectView(view)}
                className="min-h-11 grow cursor-pointer rounded-8 px-2 text-left text-act hover:bg-act-soft"
              >
                {view.name}
              </button>
              <IconButton
                icon="trash"
                label={common('table.dropView', { name: view.name })}
                onPress={() =>
                  onSavePreferences({
                    views: preferences.views.filter((candidate) => candidate !== view),
                  })
                }
              />
            </li>
          ))}
        </ul>
      )}
      <div className="flex gap-2 border-t border-line pt-3">
        <input
          aria-label={common('table.viewName')}
          placeholder={common('table.viewName')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isComposing(event)) save()
          }}
          className="min-h-11 w-44 rounded-8 border border-edge px-3"
        />
        <Button onPress={save}>{common('table.saveView')}</Button>
      </div>
    </div>
  )
}
