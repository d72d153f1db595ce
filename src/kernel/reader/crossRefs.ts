/** Places of this or another document that a wording refers to, as written. */

const PATTERNS: readonly RegExp[] = [
  /「\s?[0-9０-９]{1,2}(?:[.．\-―－][0-9０-９]{1,2})*[.．]?\s?[^「」]{1,40}」/g,
  /(?:様式|別表|別記|別紙|別添)\s?第?[0-9０-９一二三四五六七八九十]{1,3}(?:号)?/g,
  /第\s?[0-9０-９一二三四五六七八九十百]{1,4}\s?(?:条|章|節|項|号|編)(?:の[0-9０-９]{1,2})?(?:第\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[項号])*/g,
  /(?:前|次|本|同)(?:条|項|号|章|節)(?:第\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[項号])?/g,
  /(?:上記|前記|下記)\s?(?:[0-9０-９]{1,2}|[①-⑳])/g,
  /[（(]\s?[0-9０-９]{1,2}\s?[）)](?=の|に|から|及び|又は)/g,
]

/** Every cross reference in a wording, in order of pattern, without doubles. */
export function crossReferences(text: string): string[] {
  const found = new Set<string>()
  for (const pattern of PATTERNS)
    for (const match of text.matchAll(pattern)) found.add(match[0].trim())
  return [...found]
}
