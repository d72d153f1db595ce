import { addDays, fiscalYearSpan, fiscalYearTitle, formatEra } from '#kernel/calendar/index.ts'
import type { Pack, ProvisionKind } from '#kernel/packs/types.ts'
import type { ReportPart, ReportSheet, ReportTone } from '#platform/documents/print/sheets.ts'
import type { ProvisionState } from '#kernel/status/index.ts'
import type { Outline } from '../../contract.ts'
import { numbersOf } from '../../numbers.ts'
import type { MapNumbers } from '../../numbers.ts'
import type {
  CaseFigures,
  ExceptionRow,
  FindingFigures,
  ReportSpan,
  RoundFigures,
} from './figures.ts'
import { kindsBelow, kindsOfRound } from './kinds.ts'

/** All that the records say about a year. */
export interface YearFacts {
  readonly organization: string
  readonly pack: Pack
  readonly span: ReportSpan
  /** The map at the end of what is reported, and at the end of the year before where it is known. */
  readonly now: Pick<Outline, 'on' | 'headings' | 'provisions' | 'leftOut'>
  readonly before: Pick<Outline, 'on' | 'provisions'> | null
  readonly rounds: readonly RoundFigures[]
  readonly findings: readonly FindingFigures[]
  readonly cases: readonly CaseFigures[]
  readonly exceptions: readonly ExceptionRow[]
  readonly meetings: readonly { readonly body: string; readonly held: number }[]
  readonly editions: readonly {
    readonly title: string
    readonly edition: string
    readonly from: string
  }[]
}

/** Lines of what is late or wrong that a report lists; the rest is on the map. */
const listedAtMost = 30

const ofAll = (part: number, all: number): string => `${all}のうち${part}`

/** The draft of the report of a 年度. */
export function reportSheet(facts: YearFacts): ReportSheet {
  const { organization, span, now } = facts
  const year = fiscalYearTitle(span.year)
  return {
    organization,
    title: `${year} 情報セキュリティ年次報告（案）`,
    subtitle: `${formatEra(span.day)}${span.isOver ? 'の終わりの記録による' : 'までの記録による'}`,
    date: span.day,
    lead: [
      `${year}に規程がどう守られたかを、記録から書き出した下書きである。枠の中は、報告する人が考えて書く。`,
      ...now.leftOut,
    ],
    sections: [
      { heading: '全体のようす', parts: wholeParts(facts) },
      { heading: '定期の仕事', parts: roundParts(facts, isOther, '定期の仕事') },
      { heading: '研修と訓練', parts: roundParts(facts, isTraining, '研修と訓練') },
      { heading: '監査', parts: auditParts(facts) },
      { heading: '指摘と直し', parts: findingParts(facts) },
      { heading: '事案', parts: caseParts(facts, true) },
      { heading: '例外', parts: exceptionParts(facts) },
      { heading: '手続の件数', parts: caseParts(facts, false) },
      { heading: '会議と規程の改定', parts: governanceParts(facts) },
      { heading: '来年度に向けて', parts: [blank('取り組むこと', 8)] },
    ],
  }
}

const blank = (label: string, lines = 4): ReportPart => ({ kind: 'blank', label, lines })

const pieces: readonly {
  readonly label: string
  readonly tone: ReportTone
  readonly states: readonly ProvisionState[]
}[] = [
  { label: '守られている（証あり）', tone: 'good', states: ['proved'] },
  { label: '守られている（申告）', tone: 'word', states: ['declared'] },
  {
    label: '記録や設定がまだない',
    tone: 'none',
    states: ['set-up', 'not-set-up', 'not-known', 'excepted'],
  },
  { label: '期限が近い', tone: 'due', states: ['due'] },
  { label: '指摘', tone: 'wrong', states: ['finding'] },
  { label: '遅れ', tone: 'late', states: ['late'] },
]

function wholeParts({ now, before }: YearFacts): ReportPart[] {
  const numbers = numbersOf(now.provisions)
  const earlier = before === null ? null : numbersOf(before.provisions)
  const inChapter = chaptersOf(now)
  const pressing = now.provisions.filter(({ state }) => state === 'late' || state === 'finding')
  return [
    {
      kind: 'figures',
      figures: [
        {
          label: '関所が受け持てるか',
          figure: ofAll(numbers.carried, numbers.all),
          note: noteOf(earlier, ({ carried, all }) => ofAll(carried, all)),
        },
        {
          label: '設定ができたか',
          figure: ofAll(numbers.setUp, numbers.all),
          note: noteOf(earlier, ({ setUp, all }) => ofAll(setUp, all)),
        },
        {
          label: '守られているか',
          figure: ofAll(numbers.kept, numbers.asked),
          note: `証のあるもの ${numbers.proved}\n${noteOf(earlier, ({ kept, asked }) => ofAll(kept, asked))}`,
        },
      ],
    },
    {
      kind: 'bars',
      legend: pieces.map(({ label, tone }) => ({ label, tone })),
      rows: inChapter.map(({ title, provisions }) => ({
        label: title,
        pieces: pieces.map(
          ({ states }) => provisions.filter(({ state }) => states.includes(state)).length,
        ),
      })),
    },
    {
      kind: 'text',
      text: '定義や、この組織に当てはまらない条項は、棒に入れていない。証も申告もないものは、守られたとは数えていない。',
    },
    comparison(numbers, earlier, before?.on ?? null),
    {
      kind: 'table',
      columns: [{ header: '条項' }, { header: '要旨' }, { header: '状態' }],
      widths: [2, 6, 1],
      rows: pressing
        .slice(0, listedAtMost)
        .map(({ ref, gist, state }) => [ref, gist, state === 'late' ? '遅れ' : '指摘']),
      empty: '遅れている条項も、指摘の残る条項もない。',
    },
    ...(pressing.length > listedAtMost
      ? [{ kind: 'text' as const, text: `ほかに${pressing.length - listedAtMost}条項ある。` }]
      : []),
    blank('評価'),
  ]
}

const noteOf = (earlier: MapNumbers | null, say: (numbers: MapNumbers) => string): string =>
  earlier === null ? '前の年度末の記録はない' : `前の年度末は ${say(earlier)}`

function comparison(now: MapNumbers, earlier: MapNumbers | null, on: string | null): ReportPart {
  const rows: readonly (readonly [string, (numbers: MapNumbers) => number])[] = [
    ['条項', ({ all }) => all],
    ['守られている（証あり）', ({ proved }) => proved],
    ['守られている（申告）', ({ declared }) => declared],
    ['期限が近い', ({ due }) => due],
    ['遅れ', ({ late }) => late],
    ['指摘', ({ finding }) => finding],
    ['記録がまだない', ({ never }) => never],
    ['設定がまだ', ({ notSetUp }) => notSetUp],
    ['例外中', ({ excepted }) => excepted],
    ['記録からは分からない', ({ notKnown }) => notKnown],
  ]
  return {
    kind: 'table',
    columns: [
      { header: '条項の数' },
      { header: on === null ? '前の年度末' : formatEra(on), align: 'right' },
      { header: 'この報告', align: 'right' },
    ],
    widths: [4, 2, 2],
    rows: rows.map(([label, of]) => [
      label,
      earlier === null ? '記録なし' : String(of(earlier)),
      String(of(now)),
    ]),
    empty: '',
  }
}

/** The provisions by the outermost heading above them. */
function chaptersOf({ headings, provisions }: YearFacts['now']) {
  const byRef = new Map(headings.map((heading) => [heading.ref, heading]))
  const outermost = (ref: string): string => {
    const under = byRef.get(ref)?.under ?? null
    return under === null ? ref : outermost(under)
  }
  const inChapter = Map.groupBy(provisions, ({ under }) => outermost(under))
  return headings
    .filter(({ under }) => under === null)
    .map(({ ref, title }) => ({
      title: `${ref} ${title}`,
      provisions: inChapter.get(ref) ?? [],
    }))
    .filter((chapter) => chapter.provisions.length > 0)
}

type Kinds = ReadonlySet<ProvisionKind>
const isTraining = (kinds: Kinds): boolean => kinds.has('training')
const isAudit = (kinds: Kinds): boolean => kinds.has('audit') && !isTraining(kinds)
const isOther = (kinds: Kinds): boolean => !isTraining(kinds) && !isAudit(kinds)

const roundColumns = [
  { header: '名前' },
  ...['予定', '期限までに', '遅れて', '遅れたまま', 'これから'].map((header) => ({
    header,
    align: 'right' as const,
  })),
]

function roundTable({ pack, rounds }: YearFacts, is: (kinds: Kinds) => boolean): ReportPart {
  return {
    kind: 'table',
    columns: roundColumns,
    widths: [5, 1.3, 1.6, 1.3, 1.6, 1.5],
    rows: rounds
      .filter(({ round }) => is(kindsOfRound(pack, round)))
      .map((row) => [
        pack.rounds.get(row.round)?.title ?? row.round,
        ...[row.planned, row.inTime, row.afterwards, row.late, row.coming].map(String),
      ]),
    empty: 'この年度に予定されたものはない。',
  }
}

function roundParts(facts: YearFacts, is: (kinds: Kinds) => boolean, what: string): ReportPart[] {
  const rows = facts.rounds.filter(({ round }) => is(kindsOfRound(facts.pack, round)))
  const sum = (of: (row: RoundFigures) => number): number =>
    rows.reduce((total, row) => total + of(row), 0)
  const planned = sum((row) => row.planned)
  return [
    ...(planned === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: `${what}は${planned}件の予定のうち${sum((row) => row.inTime)}件が期限までに終わり、${sum((row) => row.afterwards)}件が遅れて終わった。遅れたままのものは${sum((row) => row.late)}件ある。`,
          },
        ]),
    roundTable(facts, is),
    blank('評価', 3),
  ]
}

function auditParts(facts: YearFacts): ReportPart[] {
  const cases = facts.cases.filter(({ procedure }) =>
    kindsBelow(facts.pack, [`procedures/${procedure}`]).has('audit'),
  )
  return [
    roundTable(facts, isAudit),
    ...(cases.length === 0 ? [] : [caseTable(facts.pack, cases)]),
    blank('監査の結果と評価'),
  ]
}

function findingParts({ pack, findings }: YearFacts): ReportPart[] {
  return [
    {
      kind: 'table',
      columns: [
        { header: '点検表' },
        ...['見つかった', '期限までに直した', '遅れて直した', '残り', 'うち期限切れ'].map(
          (header) => ({ header, align: 'right' as const }),
        ),
      ],
      widths: [4, 1.6, 2.2, 1.8, 1.2, 1.8],
      rows: findings.map((row) => [
        pack.checklists.get(row.checklist)?.title ?? row.checklist,
        ...[row.found, row.inTime, row.afterwards, row.open, row.late].map(String),
      ]),
      empty: 'この年度に見つかった指摘はない。',
    },
    blank('多かった指摘とその原因'),
  ]
}

const incidental: readonly ProvisionKind[] = ['incident', 'report', 'vuln']

function caseParts({ pack, cases }: YearFacts, incidents: boolean): ReportPart[] {
  const rows = cases.filter(({ procedure }) => {
    const kinds = kindsBelow(pack, [`procedures/${procedure}`])
    return incidental.some((kind) => kinds.has(kind)) === incidents
  })
  return [
    caseTable(pack, rows),
    ...(incidents ? [blank('主な事案と、二度と起こさないためにしたこと')] : []),
  ]
}

function caseTable(pack: Pack, cases: readonly CaseFigures[]): ReportPart {
  return {
    kind: 'table',
    columns: [
      { header: '手続' },
      { header: '始まった', align: 'right' },
      { header: '終わった', align: 'right' },
      { header: '続いている', align: 'right' },
    ],
    widths: [5, 1.3, 1.3, 1.4],
    rows: cases.map(({ procedure, begun, ended }) => [
      pack.procedures.get(procedure)?.title ?? procedure,
      ...[begun, ended, begun - ended].map(String),
    ]),
    empty: 'この年度に始まったものはない。',
  }
}

function exceptionParts({ exceptions, span }: YearFacts): ReportPart[] {
  const running = exceptions.filter(({ until }) => until >= span.day).length
  return [
    ...(exceptions.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: `この年度に続いた例外は${exceptions.length}件で、${formatEra(span.day)}には${running}件が続いている。`,
          },
        ]),
    {
      kind: 'table',
      columns: [
        { header: '番号' },
        { header: '条項' },
        { header: 'いつから' },
        { header: 'いつまで' },
      ],
      widths: [2, 4, 2, 2],
      rows: exceptions
        .slice(0, listedAtMost)
        .map((row) => [
          row.number,
          row.provisions.join('、'),
          formatEra(row.from),
          formatEra(row.until),
        ]),
      empty: 'この年度に続いた例外はない。',
    },
    ...(exceptions.length > listedAtMost
      ? [{ kind: 'text' as const, text: `ほかに${exceptions.length - listedAtMost}件ある。` }]
      : []),
  ]
}

function governanceParts({ pack, meetings, editions }: YearFacts): ReportPart[] {
  return [
    {
      kind: 'table',
      columns: [{ header: '会議' }, { header: '開いた回数', align: 'right' }],
      widths: [6, 1.5],
      rows: meetings.map(({ body, held }) => [pack.roles.get(body)?.title ?? body, String(held)]),
      empty: 'この年度に開いた会議の記録はない。',
    },
    {
      kind: 'table',
      columns: [{ header: '使い始めた版' }, { header: '施行' }],
      widths: [6, 2],
      rows: editions.map(({ title, edition, from }) => [`${title}（${edition}）`, formatEra(from)]),
      empty: 'この年度に使い始めた版はない。',
    },
  ]
}

/** The last day of the year before. */
export const endOfYearBefore = (year: number): string => addDays(fiscalYearSpan(year).from, -1)
