import { readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** A step through a demonstration: as whom to sign in, and what is to be seen and done there. */
export interface GuideStep {
  readonly account: string
  readonly name: string
  readonly do: string
}

/**
 * The way through the demonstration of a pack (`demo/guide.yaml`), in order; empty where it has
 * none.
 */
export async function readGuide(
  packsFolders: readonly string[],
  pack: string,
): Promise<GuideStep[]> {
  const folder = packsFolders
    .map((packs) => join(packs, pack, 'demo'))
    .find((demo) => existsSync(join(demo, 'guide.yaml')))
  if (folder === undefined) return []
  const read = async <T>(file: string): Promise<T> =>
    parse(await readFile(join(folder, file), 'utf8')) as T
  const persons = await read<readonly { id: string; name: string }[]>('persons.yaml')
  const names = new Map(persons.map(({ id, name }) => [id, name]))
  const steps = await read<readonly { by: string; do: string }[]>('guide.yaml')
  return steps.map((step) => ({ account: step.by, name: names.get(step.by) ?? '', do: step.do }))
}
