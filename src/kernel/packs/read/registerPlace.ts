import type { FieldType } from '../../fields/types.ts'
import type { FieldName } from '../expressions/names.ts'
import { suggest } from '../suggest.ts'
import { itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Reading } from './reading.ts'
import type { WhoPlace } from './who.ts'

/** Where the parts of a ledger are read: what it knows of its own fields and states, and how they are named. */
export class RegisterPlace {
  readonly reading: Reading
  readonly id: string
  readonly names: readonly FieldName[]
  readonly who: WhoPlace

  constructor(reading: Reading, id: string, names: readonly FieldName[]) {
    this.reading = reading
    this.id = id
    this.names = names
    this.who = { kind: 'line', fields: names }
  }

  /** A field of the ledger, or of the one given, that is of one of the types; `wanted` says it in Japanese. */
  field(
    tree: Tree | undefined,
    types?: readonly FieldType[],
    wanted = '',
    names: readonly FieldName[] = this.names,
  ): string | undefined {
    const id = textOf(tree)
    if (tree === undefined || id === undefined) return undefined
    const found = names.find((each) => each.id === id)
    if (found === undefined)
      this.reading.faults.add('unknown-field', tree.at, {
        name: id,
        near: suggest(
          id,
          names.map((each) => each.id),
        ),
      })
    else if (types !== undefined && !types.includes(found.type))
      this.reading.faults.add('field-kind', tree.at, { field: id, wanted })
    return id
  }

  fields(tree: Tree | undefined): string[] {
    return itemsOf(tree).flatMap((item) => this.field(item) ?? [])
  }

  /** The register that a line field of the ledger points into. */
  registerOf(field: string | undefined): string | undefined {
    return this.names.find((each) => each.id === field)?.register
  }

  states(tree: Tree | undefined): string[] {
    const { reading } = this
    const known = reading.known.registers.get(this.id)?.states ?? []
    return itemsOf(tree).flatMap((item) => {
      const state = textOf(item)
      if (state !== undefined && !known.includes(state))
        reading.faults.add('unknown-state', item.at, { name: state, near: suggest(state, known) })
      return state ?? []
    })
  }

  /** A procedure about lines of this ledger. */
  procedure(tree: Tree | undefined): string | undefined {
    const { reading } = this
    const id = reading.reference(tree, 'unknown-procedure', reading.known.procedures)
    const found = id === undefined ? undefined : reading.known.procedures.get(id)
    if (tree !== undefined && id !== undefined && found !== undefined && found.about !== this.id) {
      reading.faults.add('procedure-about', tree.at, { procedure: id, register: this.id })
    }
    return id
  }
}
