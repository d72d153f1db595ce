import { formatValue } from '#kernel/fields/index.ts'
import type { Field } from '#kernel/fields/types.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { safeguardsOf } from '#kernel/procedures/index.ts'
import type { CaseChange, CaseContext } from '#kernel/procedures/index.ts'
import type { Language, Words } from '#kernel/words/words.ts'
import type { StoredCase } from './store.ts'

const safeguardsTitle: Words = { ja: '守り方', en: 'Safeguards' }

/** A row of the form of a case. */
export interface PaperLine {
  readonly field: string
  /** Id of the safeguard that the field belongs to. */
  readonly safeguard?: string
  readonly title: string
  readonly value: string
  readonly changed: boolean
  readonly files?: { id: string; name: string }[]
}

/**
 * The form of a case in words: every field that has a value. `changed`: what changed since the
 * reader last acted.
 */
export function paperView(
  procedure: Procedure,
  stored: StoredCase,
  context: CaseContext,
  changed: readonly CaseChange[],
  language: Language,
): readonly PaperLine[] {
  const { state } = stored
  const safeguardsById = new Map(
    [...procedure.steps.values()].flatMap((step) =>
      safeguardsOf(step, state, context).map((safeguard) => [safeguard.id, safeguard] as const),
    ),
  )
  const about =
    procedure.about && state.about.length > 0
      ? [
          {
            field: 'about',
            title: procedure.about.title,
            value: state.about.map((entry) => entry.title ?? '').join('、'),
            changed: false,
          },
        ]
      : []
  const safeguards =
    state.safeguards.length > 0
      ? [
          {
            field: 'safeguards',
            title: safeguardsTitle[language],
            value: state.safeguards
              .map((id) => context.policy.handling.safeguards.get(id)?.title ?? id)
              .join('、'),
            changed: false,
          },
        ]
      : []
  const rowOf = (field: Field, title: string, value: unknown, safeguard?: string): PaperLine => ({
    field: field.id,
    ...(safeguard !== undefined && { safeguard }),
    title,
    value: formatValue(field, value, context.format ?? {}),
    changed: changed.some((change) => change.field === field.id && change.safeguard === safeguard),
    ...filesOf(field, value, context),
  })
  const rows = [
    ...procedure.fields.map((field) => rowOf(field, field.title, state.fields[field.id])),
    ...[...safeguardsById.values()].flatMap(({ id, title, asks }) =>
      asks.map((field) =>
        rowOf(field, `${field.title}（${title}）`, state.answers[id]?.[field.id], id),
      ),
    ),
  ]
  return [...about, ...rows.filter((row) => row.value !== ''), ...safeguards]
}

/** The files of a field; empty for other types of fields. */
function filesOf(
  field: Field,
  value: unknown,
  context: CaseContext,
): { files?: { id: string; name: string }[] } {
  return field.type === 'files' && Array.isArray(value)
    ? { files: value.map(String).map((id) => ({ id, name: context.format?.file?.(id) ?? id })) }
    : {}
}
