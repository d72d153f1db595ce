import type { ComponentType } from 'react'
import type { FieldType } from '#kernel/fields/types.ts'
import { ChoiceInput, ChoicesInput, YesNoInput } from './inputs/ChoiceInput.tsx'
import { ClassInput } from './inputs/ClassInput.tsx'
import { DateInput } from './inputs/DateInput.tsx'
import { DateTimeInput } from './inputs/DateTimeInput.tsx'
import { FilesInput } from './inputs/FilesInput.tsx'
import { NumberInput } from './inputs/NumberInput.tsx'
import { PickInput, PicksInput } from './inputs/PickInput.tsx'
import { RetentionInput } from './inputs/RetentionInput.tsx'
import { LongTextInput, TextInput } from './inputs/TextInput.tsx'
import type { InputProps } from './types.ts'

/** Which part draws a field. */
export const inputs: Readonly<Record<FieldType, ComponentType<InputProps>>> = {
  text: TextInput,
  kana: TextInput,
  phone: TextInput,
  email: TextInput,
  'long-text': LongTextInput,
  number: NumberInput,
  date: DateInput,
  'date-time': DateTimeInput,
  'yes-no': YesNoInput,
  choice: ChoiceInput,
  choices: ChoicesInput,
  class: ClassInput,
  person: PickInput,
  persons: PicksInput,
  unit: PickInput,
  line: PickInput,
  lines: PicksInput,
  retention: RetentionInput,
  files: FilesInput,
}

/** Fields of several controls: they stand in a fieldset with a legend instead of under a label. */
export const grouped: ReadonlySet<FieldType> = new Set(['yes-no', 'choice', 'choices', 'class', 'retention', 'files'])
