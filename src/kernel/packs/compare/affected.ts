import type { PackChange } from './compare.ts'

/**
 * Tells which procedures run otherwise by these changes. What people read alone (titles, texts of
 * help) changes how a case looks, not how it runs.
 */
export function areChanged(
  changes: readonly Pick<PackChange, 'area' | 'path' | 'keys'>[],
): (procedure: string) => boolean {
  const procedures = new Set(
    changes
      .filter(({ area, keys }) => area === 'procedures' && !onlyRead.has(keys.at(-1) ?? ''))
      .map(({ path }) => path.split('/')[1] ?? ''),
  )
  return (procedure) => procedures.has(procedure)
}

const onlyRead: ReadonlySet<string> = new Set([
  'title',
  'help',
  'heading',
  'button',
  'tone',
  'group',
  'use',
  'words',
  'carries',
])
