import { packLanguage } from '#kernel/packs/faults.ts'
import type { PackLibrary } from '#platform/packs/library.ts'
import type { LintOptions, Print } from './packOptions.ts'

/**
 * Prints every fault of a pack; faults that a newer language introduced count as warnings. Returns
 * 1 where there are other faults.
 */
export async function lintCommand(
  library: PackLibrary,
  id: string,
  { json, language = packLanguage }: Pick<LintOptions, 'json' | 'language'>,
  print: Print,
): Promise<number> {
  const { edition, faults: all } = await library.load(id)
  const faults = all.filter((fault) => fault.since <= language)
  const warnings = all.filter((fault) => fault.since > language)
  if (json)
    print(JSON.stringify({ pack: id, language, hash: edition?.hash ?? null, faults, warnings }))
  else {
    for (const { file, line, column, detail, path, since } of all) {
      const mark = since > language ? '［注意］' : ''
      print(`${file}:${line}:${column}  ${mark}${detail}${path === '' ? '' : `  [${path}]`}`)
    }
    if (faults.length > 0) print(`${faults.length}か所の誤りがあります。`)
    else if (edition === undefined)
      print(`${warnings.length}か所の注意があります。新しい版を使い始める前に直してください。`)
    else print(`${edition.pack.title}（${edition.pack.edition}）に誤りはありません。`)
  }
  return faults.length === 0 ? 0 : 1
}
