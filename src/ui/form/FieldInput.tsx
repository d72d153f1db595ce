import type { ComponentType } from 'react'
import type { FieldType } from '#kernel/fields/types.ts'
import { ChoicesInput } from './inputs/ChoiceInput.tsx'
import { ClassInput } from './inputs/ClassInput.tsx'
import { FilesInput } from './inputs/FilesInput.tsx'
import { PickInput, PicksInput } from './inputs/PickInput.tsx'
import { plainInputs } from './inputs/plainInputs.ts'
import { RetentionInput } from './inputs/RetentionInput.tsx'
import { RowsInput } from './inputs/RowsInput.tsx'
import { TextInput } from './inputs/TextInput.tsx'
import { TickInput } from './inputs/TickInput.tsx'
import type { FormField, InputProps } from './types.ts'

/** The input component of each field type. */
export const inputs: Readonly<Record<FieldType, ComponentType<InputProps>>> = {
  ...plainInputs,
  kana: TextInput,
  phone: TextInput,
  email: TextInput,
  choices: ChoicesInput,
  class: ClassInput,
  persons: PicksInput,
  units: PicksInput,
  line: PickInput,
  lines: PicksInput,
  provisions: PicksInput,
  retention: RetentionInput,
  files: FilesInput,
  rows: RowsInput,
}

/** The input component of a field. */
export const inputOf = ({ type, among }: FormField): ComponentType<InputProps> =>
  among === undefined ? inputs[type] : TickInput

/** Whether a field has several controls: it has a fieldset and a legend instead of a label. */
export const isFieldset = ({ type, among }: FormField): boolean =>
  among !== undefined || fieldsetTypes.has(type)

const fieldsetTypes: ReadonlySet<FieldType> = new Set([
  'yes-no',
  'choice',
  'choices',
  'class',
  'retention',
  'files',
  'rows',
])
