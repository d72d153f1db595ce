import { child, entriesOf, itemsOf, overlay, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'
import { mapAt, scalarAt } from './build.ts'
import type { Shortening } from './shortening.ts'

/**
 * `record`: writes an entry of a register whose fields are those of the form with the same ids;
 * `with` says what is put into others, or into one of them instead.
 */
export function recordings(
  step: Tree,
  formFields: ReadonlySet<string>,
  { registerFields }: Shortening,
): readonly Tree[] {
  return itemsOf(child(step, 'record')).map((record): MapTree => {
    const { at } = record
    const register = child(record, 'in') ?? record
    const alike = registerFields(textOf(register) ?? '').filter((id) => formFields.has(id))
    const usual = mapAt(at, Object.fromEntries(alike.map((id) => [id, scalarAt(at, id)])))
    const written = child(record, 'with')
    const own =
      written?.kind === 'list'
        ? mapAt(written.at, Object.fromEntries(written.items.map((item) => [textOf(item), item])))
        : written
    return mapAt(at, {
      write: register,
      with: own === undefined ? usual : overlay(usual, own),
      state: child(record, 'state'),
    })
  })
}

/** The ids of the fields of a form: its own, and the questions of the acts that it asks. */
export function formFieldsOf(procedure: Tree, { asksOf }: Shortening): ReadonlySet<string> {
  const own = entriesOf(child(procedure, 'fields')).map(([id]) => id)
  const asked = itemsOf(child(procedure, 'asks')).flatMap((act) =>
    asksOf(textOf(child(act, 'act') ?? act) ?? ''),
  )
  return new Set([...own, ...asked])
}
