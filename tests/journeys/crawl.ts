import type { Page } from 'playwright-core'
import type { Visit } from '../support/browser.ts'

/** What is wrong with the pages that somebody reaches by links alone. */
export interface CrawlFaults {
  /** How many pages were looked at. */
  readonly pages: number
  /** How many different links stood on them. */
  readonly links: number
  /** A link with where it stands and why it leads nowhere. */
  readonly broken: readonly string[]
  /** Text of the program's inside that a person would read, with where it stands. */
  readonly raw: readonly string[]
  /** Japanese on the pages, each word with where it first stood and whether it is marked. */
  readonly japanese: readonly JapaneseWord[]
}

/** A run of letters with Japanese among them. */
interface JapaneseWord {
  readonly word: string
  readonly marked: boolean
  readonly at: string
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** What no screen may say: each with the name of the fault. */
export const rawTexts: readonly (readonly [string, RegExp])[] = [
  ['an ISO moment', /\d{4}-\d{2}-\d{2}T\d{2}|\d{2}:\d{2}:\d{2}(?:[+Z.]|$)/],
  ['an ISO day', /(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])/],
  ['an id', new RegExp(uuid.source)],
  ['an object', /\[object |(?<![A-Za-z])(?:undefined|NaN)(?![A-Za-z])/],
  ['a text with a hole', /\{\{|\}\}/],
  [
    'an expression',
    /&&|\|\||[!=]=|\b(?:has|exists|size|matches)\(|\b(?:class|fields|entry|applicant|organization)\.[a-z]+/,
  ],
  ['a count beside a unit of another language', /\d(?:lines|items|pieces)\b/],
]

const schemes: Readonly<Record<string, RegExp>> = {
  'tel:': /^tel:\+?\d+(?:;ext=\d+)?$/,
  'mailto:': /^mailto:[^\s?@]+@[^\s?@]+$/,
  'https:': /^https:\/\/\S+$/,
}

/** Runs in the page: all addresses of its links, and all that it says, to eye and ear. */
const look = `(() => ({
  links: [...document.querySelectorAll('[href]:not(link):not(use), [data-href]')]
    .map((one) => one.getAttribute('href') ?? one.getAttribute('data-href')),
  lines: [
    ...document.body.innerText.split('\\n'),
    ...[...document.querySelectorAll('main [aria-label], main [title], main [placeholder]')]
      .flatMap((one) => ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name) ?? '')),
  ],
  title: document.querySelector('h1')?.innerText ?? '',
  targets: [...document.querySelectorAll('[id]')].map((one) => '#' + one.id),
  texts: [...document.querySelectorAll('body, body *')].flatMap((one) => {
    const marked = one.closest('[lang]')?.getAttribute('lang') === 'ja'
    const said = [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.nodeValue)
    const spoken = ['aria-label', 'title', 'alt', 'placeholder'].map((name) => one.getAttribute(name) ?? '')
    return one.closest('script, style, noscript') ? [] : [...said, ...spoken].filter(Boolean).map((text) => ({ text, marked }))
  }),
}))()`

interface Looked {
  readonly links: readonly string[]
  readonly lines: readonly string[]
  readonly title: string
  readonly targets: readonly string[]
  readonly texts: readonly { readonly text: string; readonly marked: boolean }[]
}

const letters =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\u3001-\u303f\uff00-\uffef・]/u

/** The words of a text that have Japanese letters or signs: what no space and no English sign parts. */
function japaneseWords(text: string): string[] {
  return text
    .split(/[\s/,;:()“”’→←·–—|…"]+/)
    .map((word) => word.replace(/^[.'?!+-]+|[.'?!+-]+$/g, ''))
    .filter((word) => letters.test(word))
}

/** Pages that differ in nothing but the thing that they show are of one kind. */
function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://x')
  return `${pathname.replace(uuid, 'id')}?${[...new Set(searchParams.keys())].sort().join('&')}`
}

/** An address of the program at which nothing stands. */
const nowhere = '/nowhere'

/** Runs in the page: its heading is known again. */
const markHeading = `document.querySelector('h1').setAttribute('data-left', '')`

/** Runs in the page: the router of the pages listens to what is pushed. */
const push = (address: string): string => `history.pushState({}, '', ${JSON.stringify(address)})`

/**
 * Goes from page to page as a link does, without loading the program again: every page is drawn
 * from nothing, since the page of an unknown address stands between two of them.
 */
class Walk {
  readonly #page: Page
  readonly #underWay = new Set<unknown>()

  constructor(page: Page) {
    this.#page = page
    page.on('request', (request) => this.#underWay.add(request))
    page.on('requestfinished', (request) => this.#underWay.delete(request))
    page.on('requestfailed', (request) => this.#underWay.delete(request))
  }

  /** Whether the page at the address has a heading; it is drawn whole then. */
  async to(address: string): Promise<boolean> {
    const page = this.#page
    if (page.url() === 'about:blank') await page.goto(nowhere)
    else await page.evaluate(push(nowhere))
    await page.getByText(nowhere, { exact: true }).waitFor()
    await page.evaluate(markHeading)
    await page.evaluate(push(address))
    const { pathname } = new URL(address, page.url())
    const drawn = page.locator('h1:not([data-left])')
    await drawn
      .or(
        page
          .locator('main', { has: page.locator('h1[data-left]') })
          .getByText(pathname, { exact: true }),
      )
      .first()
      .waitFor()
      .catch(() => undefined)
    return (await drawn.count()) > 0 && (await this.#drawn())
  }

  /** Waits until nothing is fetched and nothing announces that it will be shown. */
  async #drawn(): Promise<true> {
    for (let quiet = 0; quiet < 3;) {
      const isBusy = await this.#page.evaluate(busyAfterFrames)
      quiet = isBusy || this.#underWay.size > 0 ? 0 : quiet + 1
    }
    return true
  }
}

/** Runs in the page: whether something is still to come after two frames were drawn. */
const busyAfterFrames = `new Promise((resolve) =>
  requestAnimationFrame(() => requestAnimationFrame(() =>
    resolve(document.querySelector('.skeleton, [aria-busy="true"]') !== null))))`

/**
 * Follows every link from the first page on, a page of each kind, and tests every link of every
 * page: a page of the program must load without a refused request, a file must come, another scheme
 * must be allowed and its value right.
 */
export async function crawl(visit: Visit, ofEachKind = 1): Promise<CrawlFaults> {
  const { page, context } = visit
  const broken: string[] = []
  const raw: string[] = []
  const seen = new Set<string>(['/'])
  const visited = new Map<string, number>()
  const queue: { readonly address: string; readonly from: string }[] = [
    { address: '/', from: 'the start' },
  ]
  const japanese = new Map<string, JapaneseWord>()
  const walk = new Walk(page)
  let refused: string[] = []
  page.on('response', (response) => {
    if (response.status() >= 400)
      refused.push(`${response.status()} ${new URL(response.url()).pathname}`)
  })
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { address, from } = next
    const kind = kindOf(address)
    const count = visited.get(kind) ?? 0
    if (count >= ofEachKind) continue
    visited.set(kind, count + 1)
    refused = []
    const status = (await context.request.get(address)).status()
    if (status !== 200) refused.push(`${status} when it is loaded`)
    if (!(await walk.to(address))) {
      broken.push(`${from} → ${address}: no heading: ${visit.pageErrors.at(-1) ?? ''}`)
      continue
    }
    const looked = (await page.evaluate(look)) as Looked
    if (/見つかりません|not found/i.test(looked.title)) refused.push(looked.title)
    for (const why of refused) broken.push(`${from} → ${address}: ${why}`)
    for (const line of looked.lines)
      for (const [what, pattern] of rawTexts)
        if (pattern.test(line)) raw.push(`${kind}: ${what}: ${line.trim().slice(0, 120)}`)
    for (const { text, marked } of looked.texts)
      for (const word of japaneseWords(text)) {
        const key = `${marked} ${word}`
        if (!japanese.has(key))
          japanese.set(key, { word, marked, at: `${kind}: ${text.trim().slice(0, 120)}` })
      }
    for (const href of looked.links) {
      if (href.startsWith('#')) {
        if (!looked.targets.includes(href)) broken.push(`${address} → ${href}: no such place`)
        continue
      }
      if (seen.has(href)) continue
      seen.add(href)
      const scheme = /^[a-z]+:/.exec(href)?.[0]
      if (scheme !== undefined) {
        if (schemes[scheme]?.test(href) !== true) broken.push(`${address} → ${href}: wrong value`)
      } else if (href.startsWith('/api/')) {
        const apiKind = `file ${kindOf(href)}`
        if (visited.has(apiKind)) continue
        visited.set(apiKind, 1)
        const status = (await context.request.get(href)).status()
        if (status !== 200) broken.push(`${address} → ${href}: ${status}`)
      } else if (href.startsWith('/') && !href.startsWith('//'))
        queue.push({ address: href, from: kind })
      else broken.push(`${address} → ${href}: neither page nor scheme`)
    }
  }
  return {
    pages: [...visited].reduce((sum, [, count]) => sum + count, 0),
    links: seen.size,
    broken: [...new Set(broken)],
    raw: [...new Set(raw)],
    japanese: [...japanese.values()],
  }
}
