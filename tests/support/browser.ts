import { existsSync, mkdirSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { serveWeb } from '#platform/web/static.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import { loadDemo } from '../../src/apps/demo/load.ts'
import type { DemoSignIn } from '../../src/apps/demo/load.ts'
import { outboxHandlers, ticks } from '../../src/apps/jobs.ts'
import { routes } from '../../src/apps/routes.ts'
import { buildWeb } from '../../tools/build-web.ts'
import { makeWorld, openSession } from './world.ts'
import type { World } from './world.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const places = [
  process.env['SEKISHO_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where Chromium is; undefined, with a sentence on the console, where there is none. */
export function chromiumPath(): string | undefined {
  const found = places.find((path) => path !== undefined && existsSync(path))
  if (found === undefined)
    process.stderr.write(
      'Skipped: nothing was tried in a browser, because there is no Chromium (install it with: apt-get install chromium).\n',
    )
  return found
}

/** The fictional village of a pack, served on a free port, with a clock that the test moves. */
export interface Village {
  readonly world: World
  readonly url: string
  readonly signIns: readonly DemoSignIn[]
  /** A browser of its own for somebody, signed in unless `account` is missing. */
  visit(account?: string, width?: number): Promise<Visit>
  /** Moves every clock, the server's and the pages', and does what is due: reminders, mails. */
  at(moment: string): Promise<void>
  close(): Promise<void>
}

/** Somebody in front of a screen. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of scripts and of the console so far. */
  readonly trouble: string[]
  /** Goes to an address and waits for its heading. */
  go(path: string): Promise<void>
  /** Faults that axe finds on the page, in words. */
  faults(): Promise<string[]>
}

export interface VillageOptions {
  readonly at?: string
  /** The pack whose demonstration is played in. */
  readonly pack?: string
  /** A pack of the tests, in the town of the tests, instead. */
  readonly town?: string
}

/** Starts everything for journeys. Close it when the file has ended. */
export async function startVillage(
  executablePath: string,
  options: VillageOptions = {},
): Promise<Village> {
  await builtPages()
  const pack = options.pack ?? 'otari'
  const at = options.at ? { at: options.at } : {}
  const world = options.town
    ? await makeWorld({ routes, pack: options.town, ...at })
    : await makeWorld({ routes, empty: true, pack, packsFolder: join(root, 'packs'), ...at })
  const { signIns } = options.town ? { signIns: [] } : await loadDemo(world.services, pack)
  await serveWeb(world.server, join(root, 'dist/web'))
  await world.server.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://localhost:${(world.server.server.address() as AddressInfo).port}`
  const outbox = new Outbox(world.services, outboxHandlers, ticks)
  const browser = await chromium.launch({ executablePath, args: flags })
  const contexts: BrowserContext[] = []
  return {
    world,
    url,
    signIns,
    visit: async (account, width = 1280) => {
      const visit = await open(browser, world, url, width)
      contexts.push(visit.context)
      if (account !== undefined)
        await visit.context.addCookies(
          (await sessionOf(world, account)).map(([name, value]) => ({ name, value, url })),
        )
      return visit
    },
    at: async (moment) => {
      world.clock.set(moment)
      for (const context of contexts) await context.clock.setFixedTime(world.clock.now())
      await outbox.runDue()
    },
    close: async () => {
      await browser.close()
      await world.close()
    },
  }
}

async function open(browser: Browser, world: World, url: string, width: number): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 812 : 900 },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
    baseURL: url,
  })
  context.setDefaultTimeout(10_000)
  await context.clock.setFixedTime(world.clock.now())
  const page = await context.newPage()
  const trouble: string[] = []
  page.on('pageerror', (error) => trouble.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      trouble.push(message.text())
  })
  return {
    page,
    context,
    trouble,
    go: async (path) => {
      await page.goto(path)
      await page.locator('h1').first().waitFor()
    },
    faults: async () => {
      // No frames to be put together, hence the mode without a second page. React Aria says aloud that a button works by pointing at it; where the act leads to another page, what it points at is gone for the seconds until it clears itself.
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode(true)
        .exclude('[data-live-announcer]')
        .analyze()
      return violations.map(
        (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
      )
    },
  }
}

/** A session of somebody of the village, by the name of the account or what stands before the @ of the mail; who has no account gets one. */
async function sessionOf(world: World, name: string): Promise<[string, string][]> {
  const organizationId = world.organizationId || (await world.gate.organizationIds())[0] || ''
  const account = await world.gate.enter(
    organizationId,
    { kind: 'program', name: 'journey' },
    'write',
    async ({ db, newId, now }) => {
      const known = await db
        .selectFrom('accounts')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('name', '=', name)
        .executeTakeFirst()
      if (known) return known.id
      const person = await db
        .selectFrom('persons')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('email', 'like', `${name}@%`)
        .executeTakeFirstOrThrow()
      const id = newId()
      await db
        .insertInto('accounts')
        .values({
          organization_id: organizationId,
          id,
          person_id: person.id,
          name,
          password_hash: '',
          password_set_at: now,
          must_change: false,
          administrator: false,
        })
        .execute()
      return id
    },
  )
  return openSession(world.services, organizationId, account)
}

/** Builds the pages where they are not fresh; several test files at once wait for each other. */
async function builtPages(): Promise<void> {
  const lock = join(root, 'dist/.building')
  mkdirSync(join(root, 'dist'), { recursive: true })
  for (let tries = 0; tries < 600 && !taken(lock); tries += 1) await pause(200)
  try {
    await buildWeb()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function taken(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    return false
  }
}
