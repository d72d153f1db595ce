import { useCommonTexts } from '../i18n/index.ts'

/** The mark beside the name of a field that must be filled in. */
export function RequiredMark() {
  const common = useCommonTexts()
  return (
    <span className="ml-2.5 rounded-4 bg-calm-soft px-1.5 py-px text-[0.75rem] font-700 text-calm">
      {common('form.required')}
    </span>
  )
}
