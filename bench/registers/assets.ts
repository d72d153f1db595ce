/**
 * Made-up assets: names that are similar and yet differ, with Japanese words of two characters to
 * search for.
 */

const subjects = [
  '住民',
  '税務',
  '福祉',
  '防災',
  '教育',
  '医療',
  '水道',
  '農林',
  '観光',
  '選挙',
  '戸籍',
  '介護',
  '保険',
  '道路',
  '契約',
]
const documentKinds = [
  '台帳',
  '名簿',
  '申請書',
  '調査票',
  '記録',
  '一覧',
  '図面',
  '報告書',
  '通知',
  '議事録',
]
const places = ['書庫', '耐火金庫', 'ファイルサーバー', '執務室の棚', '倉庫']

/** The fields of the n-th asset as the API takes them. */
export function assetFields(n: number): Record<string, unknown> {
  const data = n % 2 === 0
  return {
    name: `${subjects[n % 15]}${documentKinds[(n * 7) % 10]} ${n}`,
    kana: `しさん${String(n).padStart(7, '0')}`,
    kind: 'information',
    form: data ? 'data' : 'paper',
    class: { confidentiality: (n % 2) + 1, integrity: 1, availability: 1 },
    place: `${places[n % 5]} ${n % 97}`,
    ...(data ? { encrypted: n % 3 === 0 } : { locked: true }),
    keep: { years: 5 },
  }
}

export const sheetHeader = [
  '名称',
  'ふりがな',
  '種類',
  '形',
  '機密性',
  '完全性',
  '可用性',
  '保管場所',
  '鍵をかけている',
  '暗号化',
  '保存期間',
  '備考',
]

/** The n-th asset as a row of a spreadsheet under `sheetHead`. */
export function assetRow(n: number): string[] {
  const data = n % 2 === 0
  return [
    `${subjects[n % 15]}${documentKinds[(n * 7) % 10]} ${n}`,
    `しさん${String(n).padStart(7, '0')}`,
    '取り扱う情報',
    data ? 'データ' : '紙',
    String((n % 2) + 1),
    '1',
    '1',
    `${places[n % 5]} ${n % 97}`,
    data ? '' : 'はい',
    data ? (n % 3 === 0 ? '○' : '×') : '',
    '5年',
    `${subjects[(n * 3) % 15]}の事務に使う`,
  ]
}
