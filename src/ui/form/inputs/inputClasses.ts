import { classNames } from '../../parts/classNames.ts'

/** Classes of a text box. */
export function inputClass(invalid: boolean, wide = true): string {
  return classNames(
    'min-h-12 rounded-8 border bg-paper px-3.5 py-2 hover:border-ink disabled:bg-calm-soft',
    wide && 'block w-full',
    invalid ? 'border-2 border-stop-line' : 'border-edge',
  )
}

/** Classes of the label of a radio button or checkbox. */
export const choiceClass = 'flex min-h-11 cursor-pointer items-start gap-2.5 py-1.5'
export const markClass = 'mt-1 size-5 shrink-0 accent-act'
