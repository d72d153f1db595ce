/** The months (`2026-04`) of the 年度 that a day falls into. */
export function monthsOfYear(day: string): readonly string[] {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const first = month >= 4 ? year : year - 1
  return Array.from({ length: 12 }, (_, index) => {
    const at = index + 4
    return `${at > 12 ? first + 1 : first}-${String(at > 12 ? at - 12 : at).padStart(2, '0')}`
  })
}
