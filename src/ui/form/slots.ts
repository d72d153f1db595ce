import type { Control } from 'react-hook-form'
import type { FieldFault, FieldState } from '#kernel/fields/check.ts'
import type { FarDate } from '#kernel/fields/farDates.ts'
import { inLanguage } from '#kernel/words/words.ts'
import type { Language } from '#kernel/words/words.ts'
import { fieldOf } from '../http/problem.ts'
import type { ApiFault } from '../http/problem.ts'
import type { FormModel } from './model.ts'
import type { FormField, FormSection, SectionValues, Values } from './types.ts'
import type { FormModels } from './useFormModel.ts'

/** The values of a form while it is filled in. */
export interface FormValues {
  readonly main: Values
  readonly sections: SectionValues
}

/** The control object of the form library for such values. */
export type FormControl = Control<FormValues, unknown, FormValues>

/** The path of a field's value in the form. */
export type SlotName = `main.${string}` | `sections.${string}.${string}`

/** A field with its place in the form. */
export interface Slot {
  readonly name: SlotName
  readonly field: FormField
  /** The section of the field; undefined for the fields of the form itself. */
  readonly section: FormSection | undefined
  /** Paths of the values that decide whether the field is shown and required. */
  readonly reads: readonly SlotName[]
  /** The state of the field for the values of `reads`, given in the same order. */
  readonly stateOf: (values: readonly unknown[]) => FieldState
}

/** A fault of a field. */
export interface SlotFault {
  readonly name: SlotName
  /** JSON pointer below the field, `/<row>/<column>`; empty for the field itself. */
  readonly at: string
  readonly detail: string
}

const inMain = (id: string): SlotName => `main.${id}`
const inSection = (section: string, id: string): SlotName => `sections.${section}.${id}`

/** The fields of a form and its sections, in the order in which they are drawn. */
export function slotsOf(models: FormModels, sections: readonly FormSection[]): readonly Slot[] {
  const { main } = models
  const mainIds = new Set(main.fields.map((field) => field.id))
  const ofMain = main.fields.map((field): Slot => {
    const reads = [...main.reads(field.id)].filter((id) => mainIds.has(id))
    return {
      name: inMain(field.id),
      field,
      section: undefined,
      reads: reads.map(inMain),
      stateOf: (values) => main.stateOf(field.id, zip(reads, values)),
    }
  })
  const ofSections = sections.flatMap((section, at) => {
    const model = models.sections[at]
    return model === undefined ? [] : slotsOfSection(main, mainIds, section, model)
  })
  return [...ofMain, ...ofSections]
}

function slotsOfSection(
  main: FormModel,
  mainIds: ReadonlySet<string>,
  section: FormSection,
  model: FormModel,
): readonly Slot[] {
  const own = new Set(model.fields.map((field) => field.id))
  return model.fields.map((field): Slot => {
    const names = [...model.reads(field.id)]
    const inside = names.filter((name) => own.has(name))
    const isOutside = (name: string): boolean => mainIds.has(name) && !own.has(name)
    const outside = [
      ...new Set(
        names.flatMap((name) =>
          isOutside(name) ? [name, ...[...main.reads(name)].filter((id) => mainIds.has(id))] : [],
        ),
      ),
    ]
    return {
      name: inSection(section.id, field.id),
      field,
      section,
      reads: [...inside.map((id) => inSection(section.id, id)), ...outside.map(inMain)],
      stateOf: (values) =>
        model.stateOf(
          field.id,
          zip(inside, values),
          main.visibleValues(zip(outside, values.slice(inside.length))),
        ),
    }
  })
}

/** Checks the values of a form. `sent` is what it may send; `faults` are in the given language. */
export function checkForm(
  models: FormModels,
  sections: readonly FormSection[],
  values: FormValues,
  language: Language,
): { readonly sent: FormValues; readonly faults: readonly SlotFault[] } {
  const inWords = ({ at, detail }: FieldFault): ApiFault => ({
    at,
    detail: inLanguage(detail, language),
  })
  const main = models.main.check(values.main)
  const visible = sections.length === 0 ? {} : models.main.visibleValues(values.main)
  const checked = sections.flatMap(({ id }, at) => {
    const result = models.sections[at]?.check(values.sections[id] ?? {}, visible)
    return result === undefined ? [] : [{ id, ...result }]
  })
  return {
    sent: {
      main: main.sent,
      sections: Object.fromEntries(checked.map(({ id, sent }) => [id, sent])),
    },
    faults: [
      ...main.faults.map((fault) => placeFault(inWords(fault), '', inMain)),
      ...checked.flatMap(({ id, faults }) =>
        faults.map((fault) => placeFault(inWords(fault), '', (field) => inSection(id, field))),
      ),
    ],
  }
}

/** The dates in a form that lie far from today and did not stand there before. */
export function farInForm(
  models: FormModels,
  sections: readonly FormSection[],
  values: FormValues,
  before: FormValues,
): readonly FarDate[] {
  const visible = sections.length === 0 ? {} : models.main.visibleValues(values.main)
  return [
    ...models.main.farDates(values.main, before.main),
    ...sections.flatMap(({ id, pointer }, at) =>
      (
        models.sections[at]?.farDates(
          values.sections[id] ?? {},
          before.sections[id] ?? {},
          visible,
        ) ?? []
      ).map((far) => ({ ...far, at: `${pointer}${far.at}` })),
    ),
  ]
}

/**
 * Assigns faults of the server to the fields that they are about; the other faults are left out.
 */
export function placeFaults(
  faults: readonly ApiFault[],
  slots: readonly Slot[],
): readonly SlotFault[] {
  const names = new Set(slots.map((slot) => slot.name))
  const sections = slots.flatMap((slot) => slot.section ?? [])
  return faults
    .map((fault): SlotFault => {
      const section = sections.find(({ pointer }) => fault.at.startsWith(`${pointer}/`))
      if (section !== undefined)
        return placeFault(fault, section.pointer, (id) => inSection(section.id, id))
      return fault.at.startsWith('/fields/')
        ? placeFault(fault, '/fields', inMain)
        : { name: inMain(fieldOf(fault)), at: '', detail: fault.detail }
    })
    .filter((fault) => names.has(fault.name))
}

/** Assigns a fault to a field. Its pointer is `pointer`, `/<field>`, then a place in the field. */
function placeFault(
  { at, detail }: ApiFault,
  pointer: string,
  nameOf: (field: string) => SlotName,
): SlotFault {
  const [, id = '', ...below] = at.slice(pointer.length).split('/')
  return {
    name: nameOf(id.replaceAll('~1', '/').replaceAll('~0', '~')),
    at: below.map((part) => `/${part}`).join(''),
    detail,
  }
}

function zip(ids: readonly string[], values: readonly unknown[]): Values {
  return Object.fromEntries(ids.map((id, at) => [id, values[at]]))
}
