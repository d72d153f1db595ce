import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fiscalYearTitle, formatEra } from '#kernel/calendar/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { ProvisionState } from '#kernel/status/index.ts'
import { bundledPacksFolder } from '#platform/packs/folder.ts'
import { readDemoFiles } from '../demo/files.ts'
import { simulate } from '../simulate/simulate.ts'
import type { Simulation } from '../simulate/simulate.ts'
import type { Month, Story } from '../simulate/story.ts'

export interface SimulateArguments {
  readonly pack: string
  readonly year: number
  readonly seed: number
  /** Where the installation is kept to be looked at; thrown away where it is left out. */
  readonly folder?: string
  readonly packsFolder?: string
  readonly json: boolean
}

/**
 * `sekisho simulate`: lets the demonstration of a pack live through a 年度, tells what happened, and
 * compares the map with it. Returns 1 where the map says something else than what was done.
 */
export async function simulateCommand(
  args: SimulateArguments,
  print: (line: string) => void,
  progress: (line: string) => void = () => undefined,
): Promise<number> {
  const { pack, year, seed, folder, json } = args
  const packsFolders = [...(args.packsFolder ? [args.packsFolder] : []), bundledPacksFolder]
  // Refused before anything is created.
  const { organization } = await readDemoFiles(packsFolders, pack)
  if (year < organization.year) refuse('simulate-too-early', { pack, year: organization.year })
  if (folder !== undefined && existsSync(folder) && readdirSync(folder).length > 0)
    refuse('simulate-not-empty', { folder })
  const place = folder ?? mkdtempSync(join(tmpdir(), 'sekisho-simulate-'))
  const begun = performance.now()
  try {
    const simulation = await simulate({
      pack,
      year,
      seed,
      folder: place,
      packsFolders,
      keeps: folder !== undefined,
      progress: (line) => progress(line),
    })
    const seconds = Math.round((performance.now() - begun) / 1000)
    if (json) print(JSON.stringify(toJson(args, simulation, seconds)))
    else for (const line of storyOf(args, simulation, seconds)) print(line)
    return simulation.story.mismatches.length === 0 ? 0 : 1
  } finally {
    if (folder === undefined) rmSync(place, { recursive: true, force: true })
  }
}

/** The states of the map in the order in which they are told. */
const states = [
  ['proved', '証あり'],
  ['declared', '申告'],
  ['set-up', '記録はまだない'],
  ['due', '期限が近い'],
  ['late', '遅れ'],
  ['finding', '指摘あり'],
  ['not-set-up', '未整備'],
  ['excepted', '例外中'],
] as const satisfies readonly (readonly [ProvisionState, string])[]

function storyOf(
  { pack, year, seed, folder }: SimulateArguments,
  { title, signIns, story, open, calendar, to }: Simulation,
  seconds: number,
): string[] {
  const months = [...story.months.values()].toSorted((one, other) =>
    one.month < other.month ? -1 : 1,
  )
  const mismatches = story.mismatches
  return [
    `${title}の${fiscalYearTitle(year)}（パック ${pack}、種 ${seed}）`,
    '',
    ...months.flatMap(monthLines),
    ...section(
      '出来事',
      story.told.map(({ day, text }) => `${formatEra(day)}　${text}`),
    ),
    ...section(
      '一年の暦（始まったもの：月と対象の数）',
      calendar.map(({ title: round, opened }) => {
        const turns = Object.entries(opened).map(([month, all]) => `${monthOf(month)} ${all}`)
        return `${round}：${turns.length === 0 ? '始まらなかった' : turns.join('、')}`
      }),
    ),
    ...section('年度の終わりに終わっていないもの', openLines(calendar, open)),
    ...section('模擬では行わなかったこと', countLines(story.leftOut)),
    ...section('断られたこと', countLines(story.refused)),
    ...(folder === undefined
      ? []
      : section(
          `「${folder}」で見られます：bin/sekisho start --folder ${folder}`,
          signIns.map(
            ({ account, password, name, what }) => `${account}  ${password}  ${name}（${what}）`,
          ),
        )),
    ...mismatches.map(
      ({ day, ref, map, expected, because }) =>
        `食い違い ${day}　${ref}：地図は ${map}、行われたことからは ${expected}（${because.join('、')}）`,
    ),
    `${compared(story)}${
      mismatches.length === 0
        ? '地図は、行われたことのとおりです。'
        : `地図が行われたことと違うところが ${mismatches.length} か所あります。`
    }（${formatEra(to)}まで、${seconds}秒）`,
  ]
}

function monthLines(month: Month): string[] {
  const said = [
    ['始まった', month.opened],
    ['終わった', month.done],
    ['うち遅れて', month.late],
    ['指摘', month.found],
    ['直った', month.mended],
    ['差戻し', month.returned],
    ['対象外', month.waived],
    ['対象外を認めず', month.refusedWaivers],
    ['台帳に記入', month.lines],
    ['会議', month.meetings],
    ['申請など', month.cases],
  ] as const
  const map = month.states
  return [
    `${monthOf(month.month)}　${said.flatMap(([what, count]) => (count === 0 ? [] : `${what} ${count}`)).join('・')}`,
    ...(map === undefined
      ? []
      : [
          `　　　地図：${states.flatMap(([state, name]) => ((map[state] ?? 0) === 0 ? [] : `${name} ${map[state]}`)).join('・')}`,
        ]),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`), '']
}

const monthOf = (month: string): string => `${Number(month.slice(5))}月`

const countLines = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts].map(([why, count]) => `${why}（${count}）`)

function openLines(calendar: Simulation['calendar'], open: Simulation['open']): string[] {
  return calendar.flatMap(({ round, title }) => {
    const of = open.filter((each) => each.round === round)
    const [first] = of
    return first === undefined
      ? []
      : [`${title}：${of.length}件（いちばん早い期限 ${formatEra(first.dueAt.slice(0, 10))}）`]
  })
}

/** How much of the map was compared, at the last comparison. */
function compared(story: Story): string {
  const last = [...story.months.values()].flatMap(({ comparison }) => comparison ?? []).at(-1)
  return last === undefined
    ? ''
    : `${last.exact + last.partly}条項の状態を毎月照らしました（うち ${last.exact} は一致、${last.partly} は下回らないこと）。`
}

function toJson(
  { pack, year, seed }: SimulateArguments,
  { title, story, open, calendar, from, to }: Simulation,
  seconds: number,
): unknown {
  return {
    pack,
    year,
    seed,
    title,
    from,
    to,
    seconds,
    months: [...story.months.values()].map(({ comparison, ...month }) => ({
      ...month,
      ...(comparison === undefined ? {} : { exact: comparison.exact, partly: comparison.partly }),
    })),
    told: story.told,
    calendar,
    open: open.map(({ round, subject, openedAt, dueAt }) => ({ round, subject, openedAt, dueAt })),
    leftOut: Object.fromEntries(story.leftOut),
    refused: Object.fromEntries(story.refused),
    mismatches: story.mismatches,
  }
}
