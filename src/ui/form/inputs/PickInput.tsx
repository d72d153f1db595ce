import { useQueries, useQuery } from '@tanstack/react-query'
import { useKit } from '../../i18n/index.ts'
import { IconButton } from '../../parts/Button.tsx'
import { useFeatures } from '../../shell/features.ts'
import type { InputProps, Lookups, Pick } from '../types.ts'
import { Finder } from './Finder.tsx'
import type { Kind } from './Finder.tsx'

const kinds: Readonly<Record<string, Kind>> = {
  person: 'person',
  persons: 'person',
  unit: 'unit',
  units: 'unit',
  line: 'line',
  lines: 'line',
  provisions: 'provision',
}

/** One person, unit or line: its id. */
export function PickInput(props: InputProps) {
  const { field, value, onChange } = props
  const kind = kinds[field.type] ?? 'line'
  const { lookups } = useFeatures()
  const id = typeof value === 'string' ? value : ''
  const { data } = useQuery({
    queryKey: ['picked', kind, field.register, id],
    queryFn: ({ signal }) => named(lookups, kind, id, field.register, signal),
    enabled: id !== '',
  })
  const kit = useKit()
  return (
    <div className="flex items-start gap-1">
      <div className="max-w-md grow">
        <Finder
          props={props}
          kind={kind}
          picked={id === '' ? '' : (data?.title ?? '')}
          onPick={(pick) => onChange(pick.id)}
        />
      </div>
      {id !== '' && (
        <IconButton
          icon="close"
          label={kit('pick.drop', { name: data?.title ?? '' })}
          onPress={() => onChange(undefined)}
        />
      )}
    </div>
  )
}

function named(
  lookups: Partial<Lookups>,
  kind: Kind,
  id: string,
  register: string | undefined,
  signal: AbortSignal,
): Promise<Pick> {
  return lookups.name?.(kind, id, register, signal) ?? Promise.resolve({ id, title: id })
}

/** Several persons or lines: their ids. */
export function PicksInput(props: InputProps) {
  const { field, value, onChange } = props
  const kind = kinds[field.type] ?? 'line'
  const { lookups } = useFeatures()
  const kit = useKit()
  const ids = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
  const names = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['picked', kind, field.register, id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        named(lookups, kind, id, field.register, signal),
    })),
  })
  return (
    <div className="space-y-2">
      {ids.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {ids.map((id, index) => {
            const name = names[index]?.data?.title ?? id
            return (
              <li
                key={id}
                className="inline-flex items-center rounded-8 border border-line bg-soft pl-3"
              >
                {name}
                <IconButton
                  icon="close"
                  label={kit('pick.drop', { name })}
                  onPress={() => onChange(ids.filter((each) => each !== id))}
                />
              </li>
            )
          })}
        </ul>
      )}
      <Finder
        props={props}
        kind={kind}
        picked=""
        onPick={(pick) => {
          if (!ids.includes(pick.id)) onChange([...ids, pick.id])
        }}
      />
    </div>
  )
}
