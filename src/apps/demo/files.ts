import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { DemoCase } from './cases.ts'
import { refuse } from '#kernel/problems/index.ts'

/**
 * A fictional organisation as its files under packs/<id>/demo describe it; each file explains
 * itself at its top.
 */
export interface DemoFiles {
  readonly organization: {
    readonly name: string
    readonly title: string
    readonly from: string
    /** The 年度 for which the dates in the files are written; loaded later, they are later. */
    readonly year: number
    readonly administrator: string
    readonly accounts: readonly string[]
    readonly employments: Readonly<Record<string, string>>
  }
  readonly units: readonly {
    readonly id: string
    readonly title: string
    readonly kana: string
    readonly parent?: string
  }[]
  readonly posts: readonly {
    readonly id: string
    readonly title: string
    readonly unit: string
    readonly key?: string
    readonly head?: boolean
    readonly deputyHead?: boolean
  }[]
  readonly persons: readonly {
    readonly id: string
    readonly name: string
    readonly kana: string
    readonly unit: string
    readonly post?: string
    readonly employment: string
    readonly email?: string
    readonly phone?: string
    readonly emergency?: string
  }[]
  readonly assignments: readonly {
    readonly role: string
    readonly scope: 'organization' | 'unit' | 'system' | 'service' | 'area' | 'engagement'
    readonly of?: string
    readonly person?: string
    readonly post?: string
    readonly from: string
  }[]
  readonly absences: readonly {
    readonly person: string
    readonly from: number
    readonly to: number
    readonly reason?: string
  }[]
  /**
   * Entries of registers in the order in which they are written; those that others refer to have an
   * id.
   */
  readonly cases: readonly DemoCase[]
  readonly entries: readonly {
    readonly register: string
    readonly unit: string
    readonly id?: string
    readonly fields: Readonly<Record<string, unknown>>
  }[]
}

type DemoEntry = Readonly<Record<string, unknown>> & {
  readonly id?: string
  readonly unit?: string
}

/** Reads <id>/demo of the first folder that has it; refuses where the pack has no demo. */
export async function readDemoFiles(
  packsFolders: readonly string[],
  pack: string,
): Promise<DemoFiles> {
  const folders = packsFolders.map((packs) => join(packs, pack, 'demo'))
  const folder = folders.find((demo) => existsSync(demo)) ?? ''
  const read = async <T>(file: string): Promise<T> =>
    parse(await readFile(join(folder, file), 'utf8')) as T
  const organization = await read<DemoFiles['organization']>('organization.yaml').catch(() =>
    refuse('not-found', { what: `規程パック「${pack}」の見本` }),
  )
  const assets: DemoEntry[] = []
  for (const file of (await readdir(join(folder, 'assets'))).sort()) {
    const { unit, assets: rows } = await read<{ unit: string; assets: DemoEntry[] }>(
      join('assets', file),
    )
    assets.push(...rows.map((row) => Object.assign({}, row, { unit })))
  }
  const others = await read<Record<string, DemoEntry[]>>('registers.yaml')
  const entries = Object.entries({
    systems: await read<DemoEntry[]>('systems.yaml'),
    assets,
    ...others,
  }).flatMap(([register, rows]) =>
    rows.map(({ id, unit, ...fields }) => ({
      register,
      unit: unit ?? '',
      fields,
      ...(id ? { id } : {}),
    })),
  )
  return {
    organization,
    units: await read('units.yaml'),
    posts: await read('posts.yaml'),
    persons: await read('persons.yaml'),
    assignments: await read('assignments.yaml'),
    absences: await read('absences.yaml'),
    cases: await read<DemoCase[]>('cases.yaml'),
    entries,
  }
}
