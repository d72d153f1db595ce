import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { flowSvg } from '#kernel/flow/svg.ts'
import { assemble } from '#kernel/packs/assemble.ts'
import type { AssembledPack } from '#kernel/packs/assemble.ts'
import { FaultCollector } from '#kernel/packs/faults.ts'
import { readHead, titleOfType } from '#kernel/packs/library/head.ts'
import type { LibraryHead } from '#kernel/packs/library/head.ts'
import type { FileKindName, FolderKind } from '#kernel/packs/schema/files.ts'
import type { SourceFile } from '#kernel/packs/source.ts'
import { child, entriesOf, itemsOf, textOf, toPlain } from '#kernel/packs/tree.ts'
import type { MapTree, Tree } from '#kernel/packs/tree.ts'
import { bundledPacksFolder } from '#platform/packs/folder.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import { readYaml } from '#platform/packs/yaml.ts'
import { flowOfMechanism, titleOf } from './library-flow.ts'

const generated =
  '<!-- `node tools/library-page.ts` が書いたもの。手で直さず、packs/ を直して書き直す。 -->'

/** The page, and the pictures beside it, by their names under docs/. */
export type LibraryPages = Readonly<Record<string, string>>

/** A mechanism that packs take, by its path: `municipal/procedures/take-out`. */
interface Entry {
  readonly path: string
  readonly id: string
  readonly tree: MapTree
  readonly takers: readonly string[]
}

/** Everything that the packs of a folder share, and who takes it. */
export async function renderLibraryPages(
  folder: string = bundledPacksFolder,
): Promise<LibraryPages> {
  const packs = await assembledPacks(new PackLibrary(folder))
  const takers = [...packs.values()].filter((pack) => !pack.shared)
  const pages: Record<string, string> = {}
  const sections: string[] = []
  for (const pack of packs.values()) {
    if (!pack.shared) continue
    const library = wholeOf(pack)
    const entries = (kind: FolderKind): Entry[] =>
      [...withHeads(pack, kind), ...pack[kind]]
        .filter(([, tree]) => comesFrom(tree, pack.id))
        .flatMap(([id, tree]) => {
          const path = `${pack.id}/${kind}/${id}`
          return tree.kind === 'map' ? [{ path, id, tree, takers: takersOf(path, takers) }] : []
        })
    const procedures = entries('procedures').map((entry) => {
      const picture = `library/${pack.id}-${entry.id}.svg`
      const title = titleOf(entry.tree) ?? entry.id
      const flow = flowOfMechanism(entry.id, entry.tree, library)
      pages[picture] = flowSvg(flow, title, { width: 460, language: 'ja' })
      return mechanism(entry, `![${title}の流れ](${picture})`)
    })
    const registers = entries('registers').map((entry) => mechanism(entry, columnsOf(entry.tree)))
    const checklists = entries('checklists').map((entry) =>
      mechanism(entry, itemsOfChecklist(entry.tree)),
    )
    sections.push(
      [
        `## ${textOf(child(pack.manifest, 'title')) ?? pack.id}（\`${pack.id}\`）`,
        ...titled('手続', procedures),
        ...titled('台帳', registers),
        ...titled('点検表', checklists),
        ...titled('定期業務', roundsOf(pack, takers)),
        ...titled('役割', rolesOf(pack, takers)),
        ...titled('取扱い', handlingOf(pack, takers)),
        ...titled('そのほか', filesOf(pack, takers)),
      ].join('\n\n'),
    )
  }
  pages['library.md'] =
    `# 仕組みのライブラリ\n\n${generated}\n\n${lead}\n\n${sections.join('\n\n')}\n`
  return pages
}

const lead = `いくつもの規程に同じように出てくる仕組みは、ここに一度だけ書いてあります。規程パックは \`library.yaml\` で取り込み、違うところだけを言います（書き方は [packs.md](packs.md) の「Taking from the library」）。

- **決めること** は \`with\` に書きます。書かなければ「ふつう」の値になり、「ふつう」も無いものは、それを読む項目や段階ごと取り込まれません。「必ず」とあるものは書かなければなりません。
- **支える部分** には、その規程の条項を \`carries\` で書きます。条項が無くてよい部分は、書かなければ取り込まれません。
- 図は、部分をすべて取り込み、決めることを「ふつう」にしたときの流れです。破線の枠は、場合によって飛ばす段階です。破線の矢印は、前の段階へ戻ります。`

async function assembledPacks(library: PackLibrary): Promise<ReadonlyMap<string, AssembledPack>> {
  const packs = new Map<string, AssembledPack>()
  for (const id of await library.ids()) {
    const sources = new Map<string, SourceFile[]>()
    for (const [path, text] of await library.texts(id)) {
      const pack = path.split('/')[0] ?? ''
      sources.set(pack, [...(sources.get(pack) ?? []), readYaml(path, text)])
    }
    const pack = assemble(id, sources, new FaultCollector())
    if (pack !== undefined) packs.set(id, pack)
  }
  return packs
}

function wholeOf(pack: AssembledPack): MapTree {
  const { at } = pack.manifest
  const procedures = new Map([...pack.procedures, ...withHeads(pack, 'procedures')])
  return {
    kind: 'map',
    at,
    entries: new Map<string, Tree>([
      ...pack.files,
      ...[...pack.library].filter(([path]) => !path.includes('/')),
      ['registers', { kind: 'map', at, entries: pack.registers }],
      ['procedures', { kind: 'map', at, entries: procedures }],
    ]),
  }
}

/** The mechanisms of one kind that are taken with values, by id. */
function withHeads({ library }: AssembledPack, kind: string): readonly (readonly [string, Tree])[] {
  return [...library]
    .filter(([path]) => path.startsWith(`${kind}/`))
    .map(([path, tree]) => [path.slice(kind.length + 1), tree])
}

function comesFrom(tree: Tree, pack: string): boolean {
  return tree.at.file.path.startsWith(`${pack}/`)
}

/** The ids of the packs that take what is at a path, or have it from a pack that they extend. */
function takersOf(path: string, packs: readonly AssembledPack[]): readonly string[] {
  const [pack = '', ...keys] = path.split('/')
  const short = keys.length === 3 && keys[0] === keys[1] ? [pack, keys[0], keys[2]].join('/') : path
  const [file = '', ...rest] = keys
  return packs.flatMap(({ id, takings, files }) => {
    const takes = takings.some((taking) =>
      itemsOf(child(taking, 'take')).some((item) => [path, short].includes(textOf(item) ?? '')),
    )
    return takes || hasFrom(child(files.get(file as 'roles'), ...rest), pack) ? [id] : []
  })
}

/** Whether something of a part of a pack was written in the library. */
function hasFrom(tree: Tree | undefined, library: string): boolean {
  if (tree === undefined) return false
  if (tree.kind === 'scalar') return comesFrom(tree, library)
  if (tree.kind === 'list') return tree.items.some((item) => hasFrom(item, library))
  return [...tree.entries.values()].some((value) => hasFrom(value, library))
}

/** A file of a pack of the library, taken with values or as it is. */
function fileOf({ files, library }: AssembledPack, kind: FileKindName): Tree | undefined {
  return library.get(kind) ?? files.get(kind)
}

const titled = (title: string, parts: readonly string[]): readonly string[] =>
  parts.length === 0 ? [] : [`### ${title}`, ...parts]

/** A procedure or a register: what it is for, what is said differently, what it holds, who takes it. */
function mechanism({ path, id, tree, takers }: Entry, picture: string): string {
  const head = readHead(tree)
  const says = textOf(child(tree, 'says'))
  return [
    `#### ${shown(titleOf(tree) ?? id)}`,
    `\`take: ${path}\``,
    ...(says === undefined ? [] : [ended(says)]),
    ...parametersOf(head),
    ...partsOf(head, new Set(entriesOf(child(tree, 'items')).map(([item]) => item))),
    ...(picture === '' ? [] : [picture]),
    `取り込んでいる規程：${takers.length === 0 ? 'まだありません' : takers.join('、')}`,
  ].join('\n\n')
}

/** 〈…〉 where a text leaves something open. */
const shown = (text: string): string => text.replaceAll(/\$\{?([a-z][A-Za-z0-9]*)\}?/g, '〈$1〉')

const ended = (text: string): string => (text.endsWith('。') ? text : `${text}。`)

function parametersOf({ parameters }: LibraryHead): readonly string[] {
  const rows = [...parameters].map(([name, { title, type, default: usual, required }]) => [
    title,
    `\`${name}\``,
    titleOfType(type),
    usual === undefined ? (required ? '**必ず書く**' : 'なし') : `\`${compact(toPlain(usual))}\``,
  ])
  return rows.length === 0 ? [] : [table(['決めること', '名前', '書くもの', 'ふつう'], rows)]
}

/** The parts, without those that are items: their table says it. */
function partsOf({ parts }: LibraryHead, items: ReadonlySet<string>): readonly string[] {
  const own = [...parts].filter(([name]) => !items.has(name))
  const rows = own.map(([name, { says, optional }]) => [
    says,
    `\`${name}\``,
    optional ? 'なくてもよい' : '要る',
  ])
  return rows.length === 0 ? [] : [table(['支える部分', '名前', '条項'], rows)]
}

/** The columns of a register. */
function columnsOf(tree: Tree): string {
  const rows = entriesOf(child(tree, 'fields')).map(([id, field]) => [
    textOf(child(field, 'title')) ?? id,
    `\`${id}\``,
    textOf(child(field, 'type')) ?? '',
  ])
  return rows.length === 0 ? '' : table(['項目', '名前', '型'], rows)
}

/** The items of a checklist, with what is asked of people. */
function itemsOfChecklist(tree: Tree): string {
  const rows = entriesOf(child(tree, 'items')).map(([id, item]) => [
    shown(textOf(child(item, 'title')) ?? textOf(item) ?? id),
    `\`${id}\``,
    textOf(child(item, 'type')) ?? 'yes-no',
    shown(textOf(child(item, 'ask')) ?? ''),
  ])
  return rows.length === 0 ? '' : table(['項目', '名前', '型', '人への問い'], rows)
}

/** Recurring work, which is taken one by one. */
function roundsOf(pack: AssembledPack, takers: readonly AssembledPack[]): readonly string[] {
  const rounds = fileOf(pack, 'rounds')
  const rows = entriesOf(child(rounds, 'rounds'))
    .filter(([, round]) => comesFrom(round, pack.id))
    .map(([id, round]) => [
      shown(textOf(child(round, 'title')) ?? id),
      `\`${pack.id}/rounds/${id}\``,
      shown(textOf(child(round, 'each')) ?? ''),
      shown(textOf(child(round, 'every')) ?? ''),
      takersOf(`${pack.id}/rounds/rounds/${id}`, takers).join('、'),
    ])
  if (rows.length === 0) return []
  const head = rounds === undefined ? [] : parametersOf(readHead(rounds))
  return [...head, table(['定期業務', '取り込む道', '相手', '間隔', '取り込んでいる規程'], rows)]
}

function rolesOf(pack: AssembledPack, takers: readonly AssembledPack[]): readonly string[] {
  const rows = entriesOf(child(fileOf(pack, 'roles'), 'roles'))
    .filter(([, role]) => comesFrom(role, pack.id))
    .map(([id, role]) => [
      textOf(child(role, 'title')) ?? id,
      `\`${pack.id}/roles/${id}\``,
      takersOf(`${pack.id}/roles/roles/${id}`, takers).join('、'),
    ])
  return rows.length === 0 ? [] : [table(['役割', '取り込む道', '取り込んでいる規程'], rows)]
}

/** The parts of handling.yaml that are taken one by one. */
const handlingKinds = { acts: '行為', rules: '規則', tables: '表', safeguards: '守ること' } as const

function handlingOf(pack: AssembledPack, takers: readonly AssembledPack[]): readonly string[] {
  const handling = fileOf(pack, 'handling')
  const rows = Object.entries(handlingKinds).flatMap(([kind, title]) =>
    entriesOf(child(handling, kind))
      .filter(([, part]) => comesFrom(part, pack.id))
      .map(([id, part]) => [
        title,
        textOf(child(part, 'title')) ?? id,
        `\`${pack.id}/handling/${kind}/${id}\``,
        takersOf(`${pack.id}/handling/${kind}/${id}`, takers).join('、'),
      ]),
  )
  return rows.length === 0 ? [] : [table(['種類', '題', '取り込む道', '取り込んでいる規程'], rows)]
}

/** Files that are taken as a whole, or by their parts. */
const otherFiles = {
  posts: '職',
  classification: '分類',
  conditions: '名前を付けた条件',
  accounts: '利用者とパスワードの決まり',
  contacts: '緊急連絡網',
  choices: '組織の選択',
  grants: 'プログラムの権限',
} as const satisfies Partial<Record<FileKindName, string>>

function filesOf(pack: AssembledPack, takers: readonly AssembledPack[]): readonly string[] {
  const rows = Object.entries(otherFiles).flatMap(([kind, title]) => {
    const file = fileOf(pack, kind as FileKindName)
    if (file === undefined || !hasFrom(file, pack.id)) return []
    const path = `${pack.id}/${kind}`
    return [[title, `\`${path}\``, takersOf(path, takers).join('、')]]
  })
  return rows.length === 0 ? [] : [table(['種類', '取り込む道', '取り込んでいる規程'], rows)]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A value in one line, as a pack writes it. */
function compact(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(compact).join(', ')}]`
  if (value !== null && typeof value === 'object')
    return `{ ${Object.entries(value)
      .map(([key, each]) => `${key}: ${compact(each)}`)
      .join(', ')} }`
  return String(value)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const docs = new URL('../docs/', import.meta.url)
  const pictures = new URL('library/', docs)
  await mkdir(pictures, { recursive: true })
  const pages = await renderLibraryPages()
  for (const name of await readdir(pictures))
    if (!(`library/${name}` in pages)) await rm(new URL(name, pictures))
  for (const [name, content] of Object.entries(pages)) await writeFile(new URL(name, docs), content)
}
