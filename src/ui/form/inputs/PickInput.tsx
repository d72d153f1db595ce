import { useQueries, useQuery } from '@tanstack/react-query'
import { useCommonTexts } from '../../i18n/index.ts'
import { IconButton } from '../../parts/Button.tsx'
import { useFeatures } from '../../shell/features.ts'
import type { InputProps, Lookups, PickOption } from '../types.ts'
import { PickCombobox } from './PickCombobox.tsx'
import type { PickKind } from './PickCombobox.tsx'

const pickKinds: Readonly<Record<string, PickKind>> = {
  person: 'person',
  persons: 'person',
  unit: 'unit',
  units: 'unit',
  line: 'line',
  lines: 'line',
  provisions: 'provision',
}

/** A reference to a person, a unit or an entry: its id. */
export function PickInput(props: InputProps) {
  const { field, value, onChange } = props
  const kind = pickKinds[field.type] ?? 'line'
  const { lookups } = useFeatures()
  const id = typeof value === 'string' ? value : ''
  const { data } = useQuery({
    queryKey: ['picked', kind, field.register, id],
    queryFn: ({ signal }) => lookUpName(lookups, kind, id, field.register, signal),
    enabled: id !== '',
  })
  const common = useCommonTexts()
  return (
    <div className="flex items-start gap-1">
      <div className="max-w-md grow">
        <PickCombobox
          props={props}
          kind={kind}
          selectedTitle={id === '' ? '' : (data?.title ?? '')}
          onPick={(pick) => onChange(pick.id)}
        />
      </div>
      {id !== '' && (
        <IconButton
          icon="close"
          label={common('pick.drop', { name: data?.title ?? '' })}
          onPress={() => onChange(undefined)}
        />
      )}
    </div>
  )
}

function lookUpName(
  lookups: Partial<Lookups>,
  kind: PickKind,
  id: string,
  register: string | undefined,
  signal: AbortSignal,
): Promise<PickOption> {
  return lookups.name?.(kind, id, register, signal) ?? Promise.resolve({ id, title: id })
}

/** References to several persons, units, entries or provisions: their ids. */
export function PicksInput(props: InputProps) {
  const { field, value, onChange } = props
  const kind = pickKinds[field.type] ?? 'line'
  const { lookups } = useFeatures()
  const common = useCommonTexts()
  const ids = Array.isArray(value)
    ? value.filter((selectedId) => typeof selectedId === 'string')
    : []
  const nameQueries = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['picked', kind, field.register, id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        lookUpName(lookups, kind, id, field.register, signal),
    })),
  })
  return (
    <div className="space-y-2">
      {ids.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {ids.map((id, index) => {
            const name = nameQueries[index]?.data?.title ?? id
            return (
              <li
                key={id}
                className="inline-flex items-center rounded-8 border border-line bg-soft pl-3"
              >
                {name}
                <IconButton
                  icon="close"
                  label={common('pick.drop', { name })}
                  onPress={() => onChange(ids.filter((selectedId) => selectedId !== id))}
                />
              </li>
            )
          })}
        </ul>
      )}
      <PickCombobox
        props={props}
        kind={kind}
        selectedTitle=""
        onPick={(pick) => {
          if (!ids.includes(pick.id)) onChange([...ids, pick.id])
        }}
      />
    </div>
  )
}
