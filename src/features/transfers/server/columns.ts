import type { TransferListRow } from '#kernel/organization/index.ts'
import { headerKey } from '#platform/documents/tables/index.ts'

type Column = Exclude<keyof TransferListRow, 'row' | 'sections' | 'left'>

/**
 * Headers of columns in the lists of personnel departments; the first match counts, so 新所属 comes
 * before 所属.
 */
const columnNames: Readonly<Record<Column, readonly string[]>> = {
  number: ['職員番号', '番号', '職員コード', '社員番号'],
  name: ['氏名', '職員氏名', '名前'],
  kana: ['ふりがな', 'フリガナ', '氏名カナ', 'カナ氏名', 'カナ', 'かな', '氏名かな'],
  unit: ['新所属', '異動後所属', '異動後の所属', '新部署', '発令所属', '所属', '所属名', '部署'],
  post: [
    '新職',
    '新職名',
    '異動後職',
    '異動後職名',
    '異動後の職',
    '新役職',
    '異動後役職',
    '新補職名',
    '発令職名',
    '職',
    '職名',
    '役職',
    '補職名',
  ],
  also: ['兼務', '併任', '兼職'],
  employment: ['雇用区分', '任用', '任用区分', '雇用形態', '職員区分'],
  email: ['メール', 'メールアドレス', 'E-mail', 'e-mail', 'Email', 'mail'],
  phone: ['電話（内線）', '電話', '内線', '電話番号'],
  until: ['在籍の終わり', '任期満了日', '任期の終わり', '任期満了', '退職予定日'],
  event: ['異動', '異動区分', '発令区分', '異動種別', '発令', '区分'],
  day: ['発令日', '異動日', '発令年月日', '異動年月日', '発令日付'],
}

/** All headers that are read. */
export const expectedHeaders: readonly string[] = Object.values(columnNames).flat()

/** The header of each column in a list. */
export function headersFor(headers: readonly string[]): ReadonlyMap<Column, string> {
  return new Map(
    Object.entries(columnNames).flatMap(([column, names]): [Column, string][] => {
      const keys = names.map(headerKey)
      const [header] = keys.flatMap((key) => headers.find((one) => headerKey(one) === key) ?? [])
      return header === undefined ? [] : [[column as Column, header]]
    }),
  )
}

const employmentWords =
  /^(?:正規|正職員|常勤|非常勤|会計年度(?:任用)?(?:職員)?|任期付(?:職員)?|再任用(?:職員)?|臨時(?:職員)?|嘱託|パート|フルタイム|一般職|特別職)/u

/**
 * 区分 alone may be that of the employment: by what stands in it, where no other column has it.
 */
export function columnsByContents(
  columns: ReadonlyMap<Column, string>,
  lines: readonly TransferListRow[],
): ReadonlyMap<Column, string> {
  const header = columns.get('event')
  if (header === undefined || headerKey(header) !== headerKey('区分') || columns.has('employment'))
    return columns
  const told = lines.flatMap(({ event }) => (event ? [event] : []))
  const fitting = told.filter((event) => employmentWords.test(event.normalize('NFKC')))
  if (told.length === 0 || fitting.length < told.length * 0.8) return columns
  const { event: _, ...others } = Object.fromEntries(columns)
  return new Map([...Object.entries(others), ['employment', header]] as [Column, string][])
}
