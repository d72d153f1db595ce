import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { inject } from 'vitest'

/**
 * The accessibility faults that axe finds on a page, as texts. A state of a page without a fault is
 * not checked again in the same run at the same width.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const checkedFolder = join(inject('runFolder'), 'accessible')
  const state = join(checkedFolder, await stateOf(page))
  if (existsSync(state)) return []
  const faults = await look(page)
  if (faults.length === 0) {
    mkdirSync(checkedFolder, { recursive: true })
    writeFileSync(state, '')
  }
  return faults
}

async function look(page: Page): Promise<string[]> {
  await page.evaluate(untilTransitionsEnd)
  // The source of axe has half a megabyte: it is loaded once for each document. Only violations are
  // requested, which saves most of the time on long pages.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source)
  // React Aria announces the state of a button by a reference to it. After the action leads to
  // another page, that reference has no target until React Aria clears it some seconds later.
  const { violations } = (await page.evaluate(
    "axe.run({ exclude: ['[data-live-announcer]'] }, { resultTypes: ['violations'] })",
  )) as AxeResults
  return violations.map(
    (violation) =>
      `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  )
}

/**
 * Runs in the page: waits until every transition has ended, but not for what turns for ever, so
 * that axe sees the colours that a person sees.
 */
const untilTransitionsEnd = `Promise.allSettled(
  document
    .getAnimations()
    .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
    .map((animation) => animation.finished),
).then(() => undefined)`

/**
 * The key of the state of a page: its elements and their look, without texts that differ between
 * people or days.
 */
async function stateOf(page: Page): Promise<string> {
  const shape = await page.evaluate(describeState)
  return createHash('sha256').update(String(shape)).digest('hex')
}

/**
 * Runs in the page: its address without ids, its width, and every element with the properties that
 * axe checks; equal neighbours count once.
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
