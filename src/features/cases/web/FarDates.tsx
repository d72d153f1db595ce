import { ApiProblem } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { text } from './text.ts'

/** After dates that are far away were asked about: the person says that they are meant so. */
export function FarDates({
  problem,
  value,
  onChange,
}: {
  readonly problem: unknown
  readonly value: boolean
  readonly onChange: (meant: boolean) => void
}) {
  const say = useTexts(text)
  if (!value && !(problem instanceof ApiProblem && problem.code === 'date-far')) return null
  return (
    <label className="flex min-h-11 items-center gap-2.5 font-700">
      <input
        type="checkbox"
        checked={value}
        onChange={(event) => onChange(event.currentTarget.checked)}
        className="size-5"
      />
      {say('datesMeant')}
    </label>
  )
}
