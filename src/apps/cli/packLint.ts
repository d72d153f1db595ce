import type { PackLibrary } from '#platform/packs/library.ts'
import type { Print, PackOptions } from './packOptions.ts'

/** Prints every fault of a pack; 1 where there are any. */
export async function lintCommand(
  library: PackLibrary,
  id: string,
  options: Pick<PackOptions, 'json'>,
  print: Print,
): Promise<number> {
  const { edition, faults } = await library.load(id)
  if (options.json) print(JSON.stringify({ pack: id, hash: edition?.hash ?? null, faults }))
  else {
    for (const { file, line, column, detail, path } of faults)
      print(`${file}:${line}:${column}  ${detail}${path === '' ? '' : `  [${path}]`}`)
    if (edition === undefined) print(`${faults.length}か所の誤りがあります。`)
    else print(`${edition.pack.title}（${edition.pack.edition}）に誤りはありません。`)
  }
  return faults.length === 0 ? 0 : 1
}
