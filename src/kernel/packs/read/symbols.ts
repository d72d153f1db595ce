import type { AssembledPack } from '../assemble.ts'
import type { Axes, FieldSymbol } from '../expressions/names.ts'
import { child, entriesOf, flagOf, itemsOf, textOf } from '../tree.ts'
import { scopeKinds } from '../schema/policy.ts'
import type { Tree } from '../tree.ts'
import { placeKinds } from '../who.ts'
import type { PlaceKind, ScopeKind } from '../who.ts'
import { choiceSymbols } from './choiceSymbols.ts'
import type { ChoiceSymbol } from './choiceSymbols.ts'
import { parseFieldType, parseOption } from './fieldType.ts'
import { optional } from './optional.ts'

/** Every id of a pack, known before anything that refers to it is read. */
export interface PackSymbols {
  readonly shared: boolean
  readonly posts: ReadonlySet<string>
  readonly roles: ReadonlyMap<string, ScopeKind>
  /** The roles as they are written. */
  readonly roleTrees: Tree | undefined
  /** The roles that are held by a body. */
  readonly bodies: ReadonlySet<string>
  readonly axes: Axes
  readonly registers: ReadonlyMap<
    string,
    {
      readonly fields: readonly FieldSymbol[]
      readonly states: readonly string[]
      /** States in which effects may put an entry from anywhere: the first, and those that end it. */
      readonly openStates: readonly string[]
      readonly scope?: PlaceKind
      /** Each line belongs to a unit. */
      readonly ofUnits: boolean
    }
  >
  readonly procedures: ReadonlyMap<
    string,
    {
      readonly fields: readonly FieldSymbol[]
      readonly about?: string
      readonly steps: readonly string[]
    }
  >
  /** Sections of procedures. */
  readonly groups: ReadonlySet<string>
  /** Sections of registers. */
  readonly registerGroups: ReadonlySet<string>
  readonly acts: ReadonlyMap<string, readonly FieldSymbol[]>
  readonly safeguards: ReadonlySet<string>
  /** Rules and their acts. */
  readonly rules: ReadonlyMap<string, string>
  readonly checklists: ReadonlySet<string>
  readonly rounds: ReadonlySet<string>
  /** What the policy leaves to the organisation; undefined where it has no organization.yaml. */
  readonly choices: ReadonlyMap<string, ChoiceSymbol> | undefined
  readonly headings: ReadonlySet<string>
  /** Refs of provisions, with the number of their parts (none where they are one duty). */
  readonly provisions: ReadonlyMap<string, number>
}

/** Collects the ids of a pack. Says nothing about faults. */
export function collectSymbols(pack: AssembledPack): PackSymbols {
  const handling = pack.files.get('handling')
  const choices = pack.files.get('choices')
  const acts = new Map(
    entriesOf(child(handling, 'acts')).map(([id, act]) => [id, fieldSymbolsOf(child(act, 'asks'))]),
  )
  return {
    shared: pack.shared,
    posts: new Set(entriesOf(pack.files.get('posts')).map(([id]) => id)),
    roles: new Map(
      entriesOf(child(pack.files.get('roles'), 'roles')).map(([id, role]) => [
        id,
        scopeKindOf(role),
      ]),
    ),
    roleTrees: child(pack.files.get('roles'), 'roles'),
    bodies: new Set(
      entriesOf(child(pack.files.get('roles'), 'roles'))
        .filter(([, role]) => itemsOf(child(role, 'heldBy')).some((way) => textOf(way) === 'body'))
        .map(([id]) => id),
    ),
    axes: new Map(
      entriesOf(child(pack.files.get('classification'), 'axes')).map(([id, axis]) => [
        id,
        levelsOf(axis),
      ]),
    ),
    registers: new Map(
      [...pack.registers].map(([id, register]) => [
        id,
        {
          fields: fieldSymbolsOf(child(register, 'fields')),
          states: itemsOf(child(register, 'states')).flatMap((state) => textOf(state) ?? []),
          openStates: openStatesOf(register),
          ofUnits: textOf(child(register, 'belongsTo')) !== 'organization',
          ...optional(
            'scope',
            placeKinds.find((kind) => kind === textOf(child(register, 'scope'))),
          ),
        },
      ]),
    ),
    procedures: new Map(
      [...pack.procedures].map(([id, procedure]) => {
        const about = aboutRegister(child(procedure, 'about'))
        const steps = entriesOf(child(procedure, 'steps')).map(([step]) => step)
        return [
          id,
          {
            fields: procedureFields(procedure, acts),
            steps,
            ...(about === undefined ? {} : { about }),
          },
        ]
      }),
    ),
    groups: new Set(pack.groups),
    registerGroups: new Set(pack.registerGroups),
    acts,
    safeguards: new Set(entriesOf(child(handling, 'safeguards')).map(([id]) => id)),
    rules: new Map(
      entriesOf(child(handling, 'rules')).map(([id, rule]) => [
        id,
        textOf(child(rule, 'act')) ?? '',
      ]),
    ),
    checklists: new Set(pack.checklists.keys()),
    rounds: new Set(entriesOf(child(pack.files.get('rounds'), 'rounds')).map(([id]) => id)),
    choices: choices && choiceSymbols(choices),
    headings: new Set(
      pack.provisions.flatMap((file) =>
        itemsOf(file).flatMap((item) => textOf(child(item, 'heading')) ?? []),
      ),
    ),
    provisions: new Map(
      pack.provisions.flatMap((file) =>
        itemsOf(file).flatMap((item) => {
          const ref = textOf(child(item, 'ref'))
          return ref === undefined ? [] : [[ref, gistsOf(item).length] as const]
        }),
      ),
    ),
  }
}

/** The parts of a provision: the items of its gist where that is a list of several. */
export function gistsOf(provision: Tree): readonly string[] {
  const gists = itemsOf(child(provision, 'gist')).flatMap((gist) => textOf(gist) ?? [])
  return gists.length > 1 ? gists : []
}

function openStatesOf(register: Tree): string[] {
  const [first] = itemsOf(child(register, 'states'))
  return [
    ...[first, ...itemsOf(child(register, 'ended'))].flatMap((state) => textOf(state) ?? []),
    ...entriesOf(child(register, 'enteredFrom')).map(([state]) => state),
  ]
}

/** The scope of a role; that of the organization where what is written is none: its own fault. */
function scopeKindOf(role: Tree): ScopeKind {
  const written = textOf(child(role, 'scope'))
  return scopeKinds.find((kind) => kind === written) ?? 'organization'
}

function levelsOf(axis: Tree): number[] {
  return entriesOf(child(axis, 'levels'))
    .map(([level]) => Number(level))
    .filter((level) => Number.isInteger(level))
    .sort((a, b) => a - b)
}

/**
 * Own fields and the questions of the acts that the procedure takes over; its own come first where
 * both have one.
 */
function procedureFields(
  procedure: Tree,
  acts: ReadonlyMap<string, readonly FieldSymbol[]>,
): FieldSymbol[] {
  const fields = new Map(
    fieldSymbolsOf(child(procedure, 'fields')).map((field) => [field.id, field]),
  )
  for (const act of itemsOf(child(procedure, 'asks'))) {
    for (const field of acts.get(textOf(child(act, 'act') ?? act) ?? '') ?? [])
      if (!fields.has(field.id)) fields.set(field.id, field)
  }
  return [...fields.values()]
}

/** The register of `lines of assets`. */
export function aboutRegister(about: Tree | undefined): string | undefined {
  const text = textOf(about) ?? textOf(child(about, 'type'))
  return /^lines? of ([a-z][a-z0-9-]*)$/.exec(text ?? '')?.[1]
}

/** The fields of a map as far as expressions need them. */
export function fieldSymbolsOf(fields: Tree | undefined): FieldSymbol[] {
  return entriesOf(fields).map(([id, field]) => {
    const parsed = parseFieldType(textOf(child(field, 'type')) ?? 'text')
    if (!parsed.ok) return { id, type: 'text', options: [], register: undefined }
    const when = textOf(child(field, 'when'))
    const required = flagOf(child(field, 'required'))
    const alwaysRequired = required && child(field, 'when') === undefined
    const requiredWhen = requiredCondition(
      required ? 'true' : textOf(child(field, 'required')),
      when,
    )
    const says = child(field, 'empty')
    const empty = says?.kind === 'scalar' && says.value !== null ? says.value : undefined
    if (parsed.type === 'rows')
      return {
        id,
        type: 'rows',
        options: [],
        alwaysRequired,
        columns: fieldSymbolsOf(child(field, 'columns')),
      }
    const listedOptions = itemsOf(child(field, 'options')).map(
      (option) => textOf(child(option, 'id')) ?? parseOption(textOf(option) ?? '').id,
    )
    const options = parsed.options?.map((option) => option.id) ?? listedOptions
    return {
      id,
      type: parsed.type,
      options,
      register: parsed.register,
      ...(textOf(child(field, 'among')) === 'about' && { among: 'about' as const }),
      alwaysRequired,
      requiredWhen,
      shownWhen: when,
      empty,
    }
  })
}

/** The condition under which a field is both shown and required. */
function requiredCondition(
  required: string | undefined,
  when: string | undefined,
): string | undefined {
  if (required === undefined || (required === 'true' && when === undefined)) return undefined
  if (when === undefined || required === when) return required
  return required === 'true' ? when : `(${required}) && (${when})`
}
