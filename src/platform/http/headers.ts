import { largestVersion } from '#kernel/contracts/version.ts'
import { refuse } from '#kernel/problems/index.ts'

/** The version in If-Match; undefined where there is none. Problem: `header-invalid`. */
export function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined) return undefined
  const version = Number(/^(?:W\/)?"(\d{1,10})"$/.exec(header)?.[1])
  if (version >= 1 && version <= largestVersion) return version
  return refuse('header-invalid', {
    header: 'If-Match',
    form: {
      ja: '読んだときの ETag（"3" のような番号）',
      en: 'the ETag that was read, such as "3"',
    },
  })
}

/** The key of a request that is done once; undefined where there is none. Problem: `header-invalid`. */
export function readIdempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  if (typeof header === 'string' && /^[\x21-\x7E]{1,200}$/.test(header)) return header
  return refuse('header-invalid', {
    header: 'Idempotency-Key',
    form: {
      ja: '空白のない半角の英数字と記号で、200文字まで',
      en: 'at most 200 letters, digits and signs of ASCII, without blanks',
    },
  })
}
