import { openZip } from '../documents/zip.ts'
import type { Zip } from '../documents/zip.ts'
import { refuse } from '#kernel/problems/index.ts'
import { skippedFolders } from './folder.ts'
import type { PackTexts } from './folder.ts'

/** Most files of an archive that are looked at; the largest pack has about 150. */
const maxFiles = 3000
/** Most bytes of the files of packs in an archive, unpacked. */
const maxBytes = 32 * 1024 * 1024

/**
 * The files of packs in a zip, by `id/file`: of each folder that holds a pack.yaml, whatever
 * folders are around it. A pack.yaml at the top counts as that of `id`. Problem: pack-archive, with
 * the reason.
 */
export async function readPackArchive(path: string, id: string): Promise<PackTexts> {
  const zip = await openZip(path).catch(() =>
    refuse('pack-archive', { reason: 'zip-damaged', at: '' }),
  )
  try {
    return await readTexts(zip, id)
  } finally {
    await zip.close()
  }
}

async function readTexts(zip: Zip, id: string): Promise<PackTexts> {
  const names = [...zip.entries.keys()].filter((name) => !name.endsWith('/'))
  if (names.length > maxFiles) refuse('pack-archive', { reason: 'too-many', at: String(maxFiles) })
  const roots = names.filter((name) => /(^|\/)pack\.yaml$/.test(name)).map(folderOf)
  if (roots.length === 0) refuse('pack-archive', { reason: 'no-pack', at: '' })
  const texts = new Map<string, string>()
  let bytes = 0
  for (const name of names.toSorted()) {
    const root = roots
      .filter((folder) => folder === '' || name.startsWith(`${folder}/`))
      .toSorted((a, b) => b.length - a.length)[0]
    const entry = zip.entries.get(name)
    if (root === undefined || entry === undefined || !/\.ya?ml$/.test(name)) continue
    const inner = root === '' ? name : name.slice(root.length + 1)
    if (skippedFolders.has(inner.split('/')[0] ?? '')) continue
    if (entry.encrypted) refuse('pack-archive', { reason: 'encrypted', at: name })
    const content = await zip
      .read(entry, maxBytes - bytes)
      .catch(() => refuse('pack-archive', { reason: 'unreadable', at: name }))
    bytes += content.byteLength
    texts.set(`${root.split('/').at(-1) || id}/${inner}`, decode(content, name))
  }
  return texts
}

function folderOf(name: string): string {
  return name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : ''
}

function decode(content: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return refuse('pack-archive', { reason: 'not-utf8', at: name })
  }
}
