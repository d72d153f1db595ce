import { Command } from 'commander'
import type { PackLibrary } from '#platform/packs/library.ts'
import type {
  CoverageOptions,
  DecideOptions,
  LintOptions,
  PackOptions,
  Print,
  ProveOptions,
} from './packOptions.ts'

const packsHint = 'パックのあるフォルダー（書かなければプログラムに付いてくるもの）'

/** `sekisho pack …`; each answers with an exit code. */
export function packCommand(print: Print): Command {
  const pack = new Command('pack').description('規程パックを調べる')
  const add = (name: string, description: string): Command =>
    pack
      .command(name)
      .description(description)
      .argument('<pack>', 'パックの id')
      .option('--packs <folder>', packsHint)
      .option('--json', 'JSON で書き出す', false)
  pack
    .command('lint')
    .description('すべての誤りを場所とともに並べる')
    .argument('[packs...]', 'パックの id')
    .option('--all', 'フォルダーにあるすべてのパック', false)
    .option('--packs <folder>', packsHint)
    .option('--language <number>', 'この版の書き方より新しい誤りを、注意として並べる', Number)
    .option('--json', 'JSON で書き出す', false)
    .action(async (ids: string[], options: LintOptions & { all: boolean }) => {
      const { lintCommand } = await import('./packLint.ts')
      const library = await libraryOf(options)
      let code = 0
      for (const id of options.all ? await library.ids() : ids)
        code = Math.max(code, await lintCommand(library, id, options, print))
      process.exitCode = code
    })
  add('cases', '事例をすべて試し、どの事例も触れない規則と分かれ道を並べる').action(
    async (id: string, options: PackOptions) => {
      const { casesCommand } = await import('./packCases.ts')
      process.exitCode = await casesCommand(await libraryOf(options), id, options, print)
    },
  )
  pack
    .command('prove')
    .description('仕組みを一つずつなくしたり変えたりして、事例が気づくかを確かめる')
    .argument('[packs...]', 'パックの id')
    .option('--all', 'フォルダーにあるすべてのパック', false)
    .option('--packs <folder>', packsHint)
    .option('--suggest', '事例ごとに、確かめていると書ける条項を並べる', false)
    .option('--json', 'JSON で書き出す', false)
    .action(async (ids: string[], options: ProveOptions & { all: boolean }) => {
      const { proveCommand } = await import('./packProve.ts')
      const library = await libraryOf(options)
      let code = 0
      for (const id of options.all ? await library.ids() : ids)
        code = Math.max(code, await proveCommand(library, id, options, print))
      process.exitCode = code
    })
  add('coverage', 'どの条項が足りる強さの仕組みに支えられているかを並べる')
    .option('--document <file>', '規程の文書（パックにない条項も、支えのないものとして数える）')
    .action(async (id: string, options: PackOptions & CoverageOptions) => {
      const { coverageCommand } = await import('./packCoverage.ts')
      process.exitCode = await coverageCommand(await libraryOf(options), id, options, print)
    })
  add('explain', '条項を支える仕組みを並べる')
    .argument('<ref>', '条項の番号')
    .action(async (id: string, ref: string, options: PackOptions) => {
      const { explainCommand } = await import('./packCoverage.ts')
      process.exitCode = await explainCommand(await libraryOf(options), id, ref, options, print)
    })
  add('show', '元にするパックと重ねた後の姿を書き出す')
    .argument('[path]', '道（procedures/take-out/steps のように。書かなければファイルの名前）')
    .action(async (id: string, path: string | undefined, options: PackOptions) => {
      const { showCommand } = await import('./packShow.ts')
      process.exitCode = await showCommand(await libraryOf(options), id, path, options, print)
    })
  pack
    .command('diff')
    .description('二つのパックの違いを並べる')
    .argument('<before>', 'パックの id か、そのフォルダー')
    .argument('<after>', 'パックの id か、そのフォルダー')
    .option('--packs <folder>', packsHint)
    .option('--json', 'JSON で書き出す', false)
    .action(async (before: string, after: string, options: PackOptions) => {
      const { diffCommand } = await import('./packDiff.ts')
      process.exitCode = await diffCommand(
        await libraryOf(options),
        [before, after],
        options,
        print,
      )
    })
  const collect = (value: string, all: readonly string[]): string[] => [...all, value]
  add('decide', 'してよいかを規程に尋ねる')
    .argument('<act>', '行為の id')
    .option('--class <axis=level>', '分類（軸ごとに繰り返す）', collect, [])
    .option('--field <id=value>', '行為の問いへの答え（繰り返す）', collect, [])
    .option('--asset <id=value>', '対象の項目（繰り返す）', collect, [])
    .action(async (id: string, act: string, options: DecideOptions) => {
      const { decideCommand } = await import('./packDecide.ts')
      process.exitCode = await decideCommand(await libraryOf(options), id, act, options, print)
    })
  return pack
}

async function libraryOf({ packs }: PackOptions): Promise<PackLibrary> {
  const { PackLibrary } = await import('#platform/packs/library.ts')
  const { bundledPacksFolder } = await import('#platform/packs/folder.ts')
  return new PackLibrary(packs === undefined ? [bundledPacksFolder] : [packs, bundledPacksFolder])
}
