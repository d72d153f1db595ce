import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { inject } from 'vitest'

/**
 * Faults of accessibility that axe finds on a page, in words. The same state of the same page at
 * the same width is looked at once in a run: a state that was found without a fault is not looked
 * at again.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const seen = join(inject('runFolder'), 'accessible')
  const state = join(seen, await stateOf(page))
  if (existsSync(state)) return []
  const faults = await look(page)
  if (faults.length === 0) {
    mkdirSync(seen, { recursive: true })
    writeFileSync(state, '')
  }
  return faults
}

async function look(page: Page): Promise<string[]> {
  // The source of axe weighs half a megabyte: it is read in once for each document. Only violations
  // are described, which is most of the cost on long pages.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source)
  // React Aria says aloud that a button works by pointing at it; where the act leads to another
  // page, what it points at is gone for the seconds until it clears itself.
  const { violations } = (await page.evaluate(
    "axe.run({ exclude: ['[data-live-announcer]'] }, { resultTypes: ['violations'] })",
  )) as AxeResults
  return violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  )
}

/**
 * A name for the state of a page: what stands on it in which look, without the words that differ
 * from one person or day to the next.
 */
async function stateOf(page: Page): Promise<string> {
  const shape = await page.evaluate(describeState)
  return createHash('sha256').update(String(shape)).digest('hex')
}

/**
 * Run in the page: its address without ids, its width, and every element with what axe judges it
 * by; equal neighbours count once.
 */
const describeState = `(() => {
  const words = (text) => (text.trim() === '' ? '' : 'w')
  const naming = /^(aria-label|aria-description|aria-valuetext|alt|title|placeholder|value|href|src|id|name|d|data-.*)$/
  const pointing = /^(for|list|aria-(labelledby|describedby|controls|owns|activedescendant|details))$/
  const targets = (ids) => ids.split(' ').map((id) => (document.getElementById(id) ? '1' : '0')).join('')
  const look = (name, value) => (naming.test(name) ? words(value) : pointing.test(name) ? targets(value) : value)
  const shape = (node) => {
    if (node.nodeType === 3) return words(node.data)
    if (node.nodeType !== 1) return ''
    const attributes = [...node.attributes].map(({ name, value }) => name + '=' + look(name, value)).sort()
    const inside = [...node.childNodes].map(shape).filter((one, index, all) => one !== '' && one !== all[index - 1])
    return '<' + node.localName + ' ' + attributes.join(' ') + '>' + inside.join('') + '</>'
  }
  const path = location.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
  return path + ' ' + innerWidth + ' ' + document.documentElement.lang + ' ' + words(document.title) + shape(document.body)
})()`
