import type { Lookups, FormAxis, FormField } from '../form/types.ts'
import type { LoadRows } from '../table/types.ts'
import type { ProvisionLoader } from '../parts/provision.ts'

/** An entry of a made-up register. */
export interface Thing {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly unit: string
  readonly level: number
  readonly place: string
  readonly checked: string
}

const units = ['住民福祉課', '総務課', '建設係', '教育委員会', '診療所']
const titles = [
  '見守り訪問の名簿',
  '橋の点検写真',
  '給食の献立と食物アレルギー',
  '広報紙の原稿',
  '水道の検針記録',
  '会議室の予約表',
  '健診の問診票',
]
const places = ['共有フォルダー', '鍵付き書庫', '業務システム', 'USBメモリ']
const count = 200_000

/** Entry n of the register, made on request. */
function makeThing(n: number): Thing {
  return {
    id: `e${n}`,
    number: `資産R8-${String(n + 1).padStart(6, '0')}`,
    title: `${titles[n % titles.length]}（第${n + 1}）`,
    unit: units[n % units.length] ?? '',
    level: 3 - (n % 3),
    place: places[n % places.length] ?? '',
    checked: `2026-${String(1 + (n % 11)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`,
  }
}

/** A made-up server: 200,000 entries, 40 on a page. */
export const loadThings: LoadRows<Thing> = async (query, cursor) => {
  const from = Number(cursor ?? 0)
  const levels = query.filters['level']?.split(',').map(Number)
  const isDescending = query.sort?.descending === true
  const items: Thing[] = []
  let at = from
  for (; at < count && items.length < 40; at += 1) {
    const row = makeThing(isDescending ? count - 1 - at : at)
    if (
      (query.words === '' || row.title.includes(query.words)) &&
      (levels === undefined || levels.includes(row.level))
    )
      items.push(row)
    if (at - from > 3000) break
  }
  const isFiltered = query.words !== '' || levels !== undefined
  return {
    items,
    ...(at < count ? { next: String(at) } : {}),
    ...(isFiltered ? {} : { total: count }),
  }
}

export const axes: readonly FormAxis[] = [
  {
    id: 'confidentiality',
    title: '秘密度',
    levels: [
      {
        value: 3,
        title: '秘密度3',
        criteria: '知られると、人や組織に大きな害がある',
        examples: ['病歴', '相談の記録'],
      },
      { value: 2, title: '秘密度2', criteria: '外へ出す前提ではない' },
      { value: 1, title: '秘密度1', criteria: 'だれが見てもよい', examples: ['広報紙'] },
    ],
  },
  {
    id: 'integrity',
    title: '正確度',
    levels: [
      { value: 2, title: '正確度2', criteria: '書き換えられると仕事が止まる' },
      { value: 1, title: '正確度1', criteria: 'すぐに直せる' },
    ],
  },
  {
    id: 'availability',
    title: '継続度',
    levels: [
      { value: 2, title: '継続度2', criteria: '使えないと1日も待てない' },
      { value: 1, title: '継続度1', criteria: '数日は待てる' },
    ],
  },
]

const base = { required: false } as const

export const fields: readonly FormField[] = [
  {
    ...base,
    id: 'reason',
    title: '理由',
    type: 'long-text',
    required: true,
    max: 400,
    help: '何のために必要かを、初めて読む人にもわかるように書いてください。',
  },
  { ...base, id: 'line', title: '持ち出すもの', type: 'line', register: 'assets', required: true },
  { ...base, id: 'count', title: '人数', type: 'number', unit: '人分', min: 1 },
  { ...base, id: 'class', title: '分類', type: 'class', required: true },
  {
    ...base,
    id: 'means',
    title: '運び方',
    type: 'choice',
    required: true,
    options: [
      { id: 'usb', title: 'USBメモリ' },
      { id: 'paper', title: '紙' },
      { id: 'pc', title: 'パソコン' },
    ],
  },
  {
    ...base,
    id: 'encrypted',
    title: '暗号化した',
    type: 'yes-no',
    whenSource: 'means != "paper"',
    requiredSource: 'means == "usb"',
  },
  {
    ...base,
    id: 'safeguards',
    title: '守り方',
    type: 'choices',
    options: [
      { id: 'case', title: '鍵付きケース' },
      { id: 'two', title: '二人で運ぶ' },
      { id: 'hand', title: '手から離さない' },
    ],
  },
  { ...base, id: 'leaves', title: '出発', type: 'date-time', required: true },
  { ...base, id: 'returns', title: '返却予定', type: 'date', required: true, after: 'leaves' },
  { ...base, id: 'companion', title: '付き添う人', type: 'person' },
  { ...base, id: 'telephone', title: '連絡先', type: 'phone' },
  { ...base, id: 'retention', title: '保存期間', type: 'retention' },
  { ...base, id: 'files', title: '添付', type: 'files' },
]

const people = [
  { id: 'p1', title: '架空 花子', detail: 'かくう はなこ・福祉係' },
  { id: 'p2', title: '見本 太郎', detail: 'みほん たろう・総務課' },
  { id: 'p3', title: '例示 次郎', detail: 'れいじ じろう・建設係' },
]

export const lookups: Lookups = {
  findPersons: async (words) =>
    people.filter((person) => `${person.title}${person.detail}`.includes(words)),
  findUnits: async (words) =>
    units.filter((unit) => unit.includes(words)).map((unit) => ({ id: unit, title: unit })),
  findProvisions: async (words) =>
    [
      { id: '3-1(1)', title: '3-1(1)', detail: '機密性の高い情報を持ち出すときは許可を得る' },
    ].filter((row) => `${row.title}${row.detail}`.includes(words)),
  findEntries: async (_register, words) =>
    Array.from({ length: 20 }, (_, n) => makeThing(n))
      .filter((row) => row.title.includes(words))
      .map((row) => ({
        id: row.id,
        title: row.title,
        detail: row.number,
      })),
  name: async (_kind, id) =>
    people.find((person) => person.id === id) ?? {
      id,
      title: makeThing(Number(id.slice(1)) || 0).title,
    },
  file: async (id) => ({ id, title: id, size: 0 }),
  upload: async (file) => ({ id: file.name, title: file.name, size: file.size }),
}

export const provision: ProvisionLoader = async (ref) => ({
  ref,
  head: '見本の章',
  gist: '建物の外へ出すときは、先に許可を得る。',
  text: 'これは見本の条文です。実際の規程の文ではありません。',
  edition: '令和8年4月1日の版',
  href: '/gallery',
})
