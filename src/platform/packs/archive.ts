import { archiveLimits, packLimits, childLimits } from '../documents/limits.ts'
import { openZip, ZipTooLargeError } from '../documents/zip.ts'
import { runInChild, ChildStopped } from '../children/run.ts'
import type { Zip } from '../documents/zip.ts'
import { refuse } from '#kernel/problems/index.ts'
import { skippedFolders } from './folder.ts'
import type { PackTexts } from './folder.ts'

/** Why the files of an uploaded pack cannot be read, in words; `at` is the file or the limit. */
export const archiveFaults = {
  'zip-damaged': () => ({
    ja: 'zip ファイルとして読めません。パックのフォルダーを zip にして、',
    en: 'It is no readable zip file. Zip the folder of the pack.',
  }),
  'too-large': () => ({
    ja: '展開すると大きくなりすぎます。パックのフォルダーだけを zip にして、',
    en: 'It unpacks to too much. Zip only the folder of the pack.',
  }),
  'no-pack': () => ({
    ja: 'pack.yaml がありません。パックのフォルダーを丸ごと選んで、',
    en: 'There is no pack.yaml. Choose the whole folder of the pack.',
  }),
  encrypted: (name: string) => ({
    ja: `「${name}」に暗証番号が付いています。付けずに zip にして、`,
    en: `“${name}” is encrypted. Zip the folder without a password.`,
  }),
  unreadable: (name: string) => ({
    ja: `「${name}」を取り出せません（壊れているか、全部で 32 MB を超えています）。フォルダーを zip にし直して、`,
    en: `“${name}” cannot be unpacked (it is damaged, or there are more than 32 MB in all). Zip the folder again.`,
  }),
  'not-utf8': (name: string) => ({
    ja: `「${name}」の文字が UTF-8 ではありません。UTF-8 で保存し直して、`,
    en: `“${name}” is not written in UTF-8. Save it as UTF-8.`,
  }),
  'other-pack': (id: string) => ({
    ja: `この組織の規程パック「${id}」が入っていません。「${id}」のフォルダーを選んで、`,
    en: `The pack of this organisation, “${id}”, is not in it. Choose the folder “${id}”.`,
  }),
} as const

/**
 * Reads an uploaded archive in a process of its own. Problem: pack-archive, with the reason; also
 * where it takes too long or too much memory.
 */
export async function readUploadedArchive(path: string, id: string): Promise<PackTexts> {
  try {
    const worker = new URL('./archiveWorker.ts', import.meta.url)
    return (await runInChild(worker, { path, id }, childLimits.archive)) as PackTexts
  } catch (error) {
    if (error instanceof ChildStopped)
      return refuse('pack-archive', { reason: archiveFaults['too-large']() })
    throw error
  }
}

/**
 * The files of packs in a zip, by `id/file`: of each folder that holds a pack.yaml, whatever
 * folders are around it. A pack.yaml at the top counts as that of `id`. Problem: pack-archive, with
 * the reason.
 */
export async function readPackArchive(path: string, id: string): Promise<PackTexts> {
  const zip = await openZip(path, archiveLimits.pack).catch((error: unknown) =>
    refuse('pack-archive', {
      reason: archiveFaults[error instanceof ZipTooLargeError ? 'too-large' : 'zip-damaged'](),
    }),
  )
  try {
    return await readTexts(zip, id)
  } finally {
    await zip.close()
  }
}

async function readTexts(zip: Zip, id: string): Promise<PackTexts> {
  const names = [...zip.entries.keys()].filter((name) => !name.endsWith('/'))
  const roots = names.filter((name) => /(^|\/)pack\.yaml$/.test(name)).map(folderOf)
  if (roots.length === 0) refuse('pack-archive', { reason: archiveFaults['no-pack']() })
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
    if (entry.encrypted) refuse('pack-archive', { reason: archiveFaults['encrypted'](name) })
    const content = await zip
      .read(entry, packLimits.texts - bytes)
      .catch(() => refuse('pack-archive', { reason: archiveFaults['unreadable'](name) }))
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
    return refuse('pack-archive', { reason: archiveFaults['not-utf8'](name) })
  }
}
