import { refuse } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'
import type { Zip } from '../zip.ts'
import { attribute, elementsOf, tagsOf, unescapeXml } from './xml.ts'

/**
 * Content that a workbook must not have: everything that runs, or that accesses the outside when it
 * is opened.
 */

const activeParts: readonly (readonly [RegExp, Words])[] = [
  [/vbaproject|vbadata/i, { ja: 'マクロ', en: 'macros' }],
  [/(?:^|\/)(?:intl)?macrosheets\//i, { ja: 'マクロのシート', en: 'a sheet of macros' }],
  [/(?:^|\/)dialogsheets\//i, { ja: 'ダイアログのシート', en: 'a sheet of dialogs' }],
  [/(?:^|\/)activex\//i, { ja: 'ActiveX の部品', en: 'ActiveX controls' }],
  [/(?:^|\/)embeddings\//i, { ja: '埋め込まれたほかのファイル', en: 'other files embedded' }],
  [/(?:^|\/)externallinks\//i, { ja: 'ほかのブックへのリンク', en: 'links to other workbooks' }],
  [
    /(?:^|\/)(?:connections\.xml|querytables\/|webextensions\/|model\/|customdata\/)/i,
    { ja: '外部のデータへの接続', en: 'connections to outside data' },
  ],
  [/(?:^|\/)customui/i, { ja: '独自のリボン', en: 'a ribbon of its own' }],
]
const externalFunctions =
  /(?:^|[^\p{L}\p{N}_])(WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|IMAGE|PY|IMPORT\w+)\s*\(/iu

/** Refuses parts by their names and types. Problem: layout-active. */
export function refuseActiveParts(zip: Zip, contentTypes: string, name: string): void {
  const activePart = [...zip.entries.keys()].flatMap(
    (entry) => activeParts.find(([pattern]) => pattern.test(entry))?.[1] ?? [],
  )[0]
  if (activePart !== undefined) refuse('layout-active', { name, what: activePart })
  if (/macroEnabled|macrosheet|vbaProject/i.test(contentTypes))
    refuse('layout-active', { name, what: { ja: 'マクロ', en: 'macros' } })
}

/**
 * Refuses relations to targets outside of the workbook, except links that a person clicks. Problem:
 * layout-active.
 */
export function refuseExternalLinks(relations: string, name: string): void {
  for (const tag of tagsOf(relations)) {
    if (tag.name !== 'Relationship' || attribute(tag, 'TargetMode')?.toLowerCase() !== 'external')
      continue
    const [type = '', target = ''] = [attribute(tag, 'Type'), attribute(tag, 'Target')]
    if (!type.endsWith('/hyperlink') || !/^(?:https?:|mailto:)/i.test(target))
      refuse('layout-active', {
        name,
        what: { ja: '外のファイルを読み込むリンク', en: 'links that load outside files' },
      })
  }
}

/**
 * Refuses formulas that call programs or load data from elsewhere: they would send out what is
 * filled in. Problem: layout-active.
 */
export function refuseExternalFormulas(xml: string, name: string): void {
  for (const element of ['f', 'formula', 'formula1', 'formula2', 'definedName']) {
    for (const { inner } of elementsOf(xml, element)) {
      const functionName = externalFunctions.exec(unescapeXml(inner))?.[1]
      if (functionName !== undefined)
        refuse('layout-active', {
          name,
          what: {
            ja: `外から読み込む式（${functionName.toUpperCase()}）`,
            en: `a formula that loads from outside (${functionName.toUpperCase()})`,
          },
        })
    }
  }
}
