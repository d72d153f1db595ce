import type { FieldType } from '../../fields/types.ts'
import type { FieldSymbol } from '../expressions/names.ts'
import { suggest } from '../suggest.ts'
import { itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { PackReader } from './packReader.ts'
import type { WhoPlace } from './who.ts'

/**
 * Where the parts of a register are read: what it knows of its own fields and states, and how they
 * are named.
 */
export class RegisterReader {
  readonly reader: PackReader
  readonly id: string
  readonly names: readonly FieldSymbol[]
  readonly who: WhoPlace

  constructor(reader: PackReader, id: string, names: readonly FieldSymbol[]) {
    this.reader = reader
    this.id = id
    this.names = names
    this.who = { kind: 'line', fields: names }
  }

  /**
   * A field of the register, or of the one given, that is of one of the types; `wanted` says it in
   * Japanese.
   */
  field(
    tree: Tree | undefined,
    types?: readonly FieldType[],
    expected = '',
    names: readonly FieldSymbol[] = this.names,
  ): string | undefined {
    const id = textOf(tree)
    if (tree === undefined || id === undefined) return undefined
    const fieldSymbol = names.find((candidate) => candidate.id === id)
    if (fieldSymbol === undefined)
      this.reader.faults.add('unknown-field', tree.at, {
        name: id,
        near: suggest(
          id,
          names.map((candidate) => candidate.id),
        ),
      })
    else if (types !== undefined && !types.includes(fieldSymbol.type))
      this.reader.faults.add('field-kind', tree.at, { field: id, wanted: expected })
    return id
  }

  fields(tree: Tree | undefined): string[] {
    return itemsOf(tree).flatMap((item) => this.field(item) ?? [])
  }

  /** The register that a field of type `line` or `lines` points into. */
  registerOf(field: string | undefined): string | undefined {
    return this.names.find((candidate) => candidate.id === field)?.register
  }

  states(tree: Tree | undefined): string[] {
    const { reader: reading } = this
    const validStates = reading.symbols.registers.get(this.id)?.states ?? []
    return itemsOf(tree).flatMap((item) => {
      const state = textOf(item)
      if (state !== undefined && !validStates.includes(state))
        reading.faults.add('unknown-state', item.at, {
          name: state,
          near: suggest(state, validStates),
        })
      return state ?? []
    })
  }

  /** A state that stands as a key. */
  stateKey(state: string, value: Tree): void {
    const { reader: reading } = this
    const validStates = reading.symbols.registers.get(this.id)?.states ?? []
    if (!validStates.includes(state))
      reading.faults.add(
        'unknown-state',
        value.at,
        { name: state, near: suggest(state, validStates) },
        { key: true },
      )
  }

  /** A procedure about entries of this register. */
  procedure(tree: Tree | undefined): string | undefined {
    const { reader: reading } = this
    const id = reading.reference(tree, 'unknown-procedure', reading.symbols.procedures)
    const procedureSymbols = id === undefined ? undefined : reading.symbols.procedures.get(id)
    if (
      tree !== undefined &&
      id !== undefined &&
      procedureSymbols !== undefined &&
      procedureSymbols.about !== this.id
    ) {
      reading.faults.add('procedure-about', tree.at, { procedure: id, register: this.id })
    }
    return id
  }
}
