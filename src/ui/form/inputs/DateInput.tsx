import type { InputProps } from '../types.ts'
import { DateBox } from './DateBox.tsx'

/** A field of the type `date`: 'YYYY-MM-DD'. */
export function DateInput({ field, ...props }: InputProps) {
  return <DateBox {...props} label={field.title} />
}
