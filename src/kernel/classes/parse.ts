import type { Classification, ClassValue } from '../packs/classification.ts'

/**
 * Reads a class as registers write it: 機密性3・完全性2・可用性1, 機密性３, 3/2/1, 3-2-1, 3,2,1, 機密性:3 完全性:2, or
 * titles of levels (極秘). Null where a piece is not understood; axes that are not written are left
 * out.
 */
export function parseClass(text: string, classification: Classification): ClassValue | null {
  const normalized = normalize(text)
  if (normalized === '') return null
  const pieces = normalized.split(/[/,・、\-\s]+/).filter((piece) => piece !== '')
  if (pieces.length > 1 || classification.axes.length === 1) {
    const byPosition = parseByPosition(pieces, classification)
    if (byPosition) return byPosition
  }
  return parseByTitle(normalized, classification)
}

function parseByPosition(
  pieces: readonly string[],
  classification: Classification,
): ClassValue | null {
  if (pieces.length !== classification.axes.length) return null
  const value: Record<string, number> = {}
  for (const [index, axis] of classification.axes.entries()) {
    const level = axis.levels.find((candidate) => String(candidate.value) === pieces[index])
    if (level === undefined) return null
    value[axis.id] = level.value
  }
  return value
}

function parseByTitle(normalized: string, classification: Classification): ClassValue | null {
  const value: Record<string, number> = {}
  let rest = normalized
  const names = classification.axes
    .flatMap((axis) =>
      axis.levels.flatMap((level) =>
        namesOf(axis.title, level.title, level.value).map((name) => ({
          name,
          axis: axis.id,
          level: level.value,
        })),
      ),
    )
    .sort((a, b) => b.name.length - a.name.length)
  for (const { name, axis, level } of names) {
    if (value[axis] !== undefined || !rest.includes(name)) continue
    value[axis] = level
    rest = rest.replace(name, '/')
  }
  return Object.keys(value).length > 0 && /^[/,・、\-\s;]*$/.test(rest) ? value : null
}

function namesOf(axis: string, title: string, value: number): readonly string[] {
  return [
    normalize(title),
    ...['', ':', ' '].map((separator) => `${normalize(axis)}${separator}${value}`),
  ]
}

function normalize(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[‐‑–—−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
