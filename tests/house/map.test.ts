import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './sources.ts'

const map = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
const foldersOnMap = [...map.matchAll(/^\| `([^`<]+)`/gm)].map((match) =>
  match[1]!.replace(/\/$/, ''),
)

function folders(parent: string): string[] {
  return readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${parent}/${entry.name}`)
}

test('every folder of the house stands on the map', () => {
  const folderPaths = [
    ...folders('src/kernel'),
    ...folders('src/platform'),
    ...folders('src/features'),
    'src/kernel',
    'src/platform',
    'src/ui',
    'src/apps',
    'tests',
    'bench',
    'tools',
    'docs',
  ]
  expect(folderPaths.filter((folder) => !foldersOnMap.includes(folder))).toEqual([])
})

test('nothing stands on the map that is not there', () => {
  expect(foldersOnMap.filter((folder) => !existsSync(join(root, folder)))).toEqual([])
})
