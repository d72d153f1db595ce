import type { ComponentType } from 'react'
import type { FieldType } from '#kernel/fields/types.ts'
import type { InputProps } from '../types.ts'
import { ChoiceInput, YesNoInput } from './ChoiceInput.tsx'
import { DateInput } from './DateInput.tsx'
import { DateTimeInput } from './DateTimeInput.tsx'
import { NumberInput } from './NumberInput.tsx'
import { PickInput } from './PickInput.tsx'
import { LongTextInput, TextInput } from './TextInput.tsx'

/** The inputs that can be used both in a form and in a column of a `rows` field. */
export const plainInputs = {
  text: TextInput,
  'long-text': LongTextInput,
  number: NumberInput,
  date: DateInput,
  'date-time': DateTimeInput,
  'yes-no': YesNoInput,
  choice: ChoiceInput,
  person: PickInput,
  unit: PickInput,
} as const satisfies Partial<Record<FieldType, ComponentType<InputProps>>>
