import type { Dirent } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the packs that come with the program. */
export const bundledPacksFolder = fileURLToPath(new URL('../../../packs', import.meta.url))

/** The folder with what one organisation of an installation has to itself. */
export const organizationFolder = (folder: string, slug: string): string =>
  path.join(folder, 'organizations', slug)

/** The folders that hold the packs of an organisation: its own before those of all. */
export const packsFoldersOf = (
  settings: { readonly folder: string; readonly packsFolders: readonly string[] },
  slug: string,
): readonly string[] => [
  path.join(organizationFolder(settings.folder, slug), 'packs'),
  ...settings.packsFolders,
]

/** Texts of a pack's files by path from the packs folder (`otari/roles.yaml`), sorted by name. */
export type PackTexts = ReadonlyMap<string, string>

/** Folders inside a pack that hold other things than the policy. */
export const skippedFolders = new Set(['demo'])

/**
 * Ids of the packs in a folder: every folder that holds a pack.yaml, or what is meant for one. None
 * where the folder is not there.
 */
export async function packIds(folder: string): Promise<string[]> {
  const entries = await entriesIn(folder)
  const ids = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async (entry) => {
        const files = await readdir(path.join(folder, entry.name))
        return files.some((file) => /^pack\.ya?ml$/i.test(file)) ? [entry.name] : []
      }),
  )
  return ids.flat().sort()
}

/** Reads the files of one pack; empty where there is no such folder. */
export async function readPackTexts(folder: string, id: string): Promise<PackTexts> {
  if (!/^[a-z][a-z0-9-]*$/.test(id)) return new Map()
  const files = await listYamlFiles(path.join(folder, id), id)
  const texts = await Promise.all(
    files.map(async (file) => [file, await readFile(path.join(folder, file), 'utf8')] as const),
  )
  return new Map(texts.sort(([a], [b]) => (a < b ? -1 : 1)))
}

async function listYamlFiles(folder: string, relative: string): Promise<string[]> {
  const entries = await entriesIn(folder)
  const files = await Promise.all(
    entries.map(async (entry) => {
      const inner = `${relative}/${entry.name}`
      if (entry.isDirectory())
        return skippedFolders.has(entry.name)
          ? []
          : listYamlFiles(path.join(folder, entry.name), inner)
      return /\.ya?ml$/i.test(entry.name) ? [inner] : []
    }),
  )
  return files.flat()
}

async function entriesIn(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}
