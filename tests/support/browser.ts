import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { servePages } from '#platform/web/static.ts'
import { bundledPacksFolder } from '#platform/packs/folder.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import type { DemoSignIn } from '../../src/apps/demo/load.ts'
import { outboxHandlers, recurringJobs } from '../../src/apps/jobs.ts'
import { routes } from '../../src/apps/routes.ts'
import { accessibilityFaults } from './accessibility.ts'
import { patience, sharedBrowser } from './chromium.ts'
import { builtOnce } from './builds.ts'
import { demoWorld } from './demo.ts'
import { makeRevisedWorld } from './revised.ts'
import { makeWorld, openSession } from './world.ts'
import type { World } from './world.ts'

export { chromiumPath } from './chromium.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The fictional village of a pack, served on a free port, with a clock that the test moves. */
export interface Village {
  readonly world: World
  readonly url: string
  readonly signIns: readonly DemoSignIn[]
  /**
   * A browser of its own for somebody, signed in unless `account` is missing. Only where it keeps
   * checks for when the network is away does it have a service worker, which no test can look into.
   */
  visit(
    account?: string,
    width?: number,
    options?: { readonly keepsChecks: boolean },
  ): Promise<Visit>
  /** Moves every clock, the server's and the pages', and does what is due: reminders, mails. */
  setTime(moment: string): Promise<void>
  close(): Promise<void>
}

/** Somebody in front of a screen. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of scripts and of the console so far. */
  readonly pageErrors: string[]
  /** Goes to an address and waits for its heading. */
  goto(path: string): Promise<void>
  /**
   * Faults that axe finds on the page, in words; none where this state of it was looked at already.
   */
  accessibilityFaults(): Promise<string[]>
}

export interface VillageOptions {
  readonly at?: string
  /** The pack whose demonstration is played in. */
  readonly pack?: string
  /** A pack of the tests, in the town of the tests, instead. */
  readonly town?: string
  /** The town of the tests with these files in its pack besides, instead. */
  readonly files?: Readonly<Record<string, string>>
}

/** Starts everything for journeys. Close it when the file has ended. */
export async function startVillage(
  executablePath: string,
  options: VillageOptions = {},
): Promise<Village> {
  await builtOnce('web')
  const at = options.at ? { at: options.at } : {}
  const { world, signIns } = options.files
    ? { world: await makeRevisedWorld(routes, options.files, {}, at), signIns: [] }
    : options.town
      ? { world: await makeWorld({ routes, pack: options.town, ...at }), signIns: [] }
      : await demoWorld({
          routes,
          pack: options.pack ?? 'otari',
          packsFolder: bundledPacksFolder,
          ...at,
        })
  await servePages(world.server, join(root, 'dist/web'))
  await world.server.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://localhost:${(world.server.server.address() as AddressInfo).port}`
  // The port is known only now; passkeys are made for the address that people see.
  Object.assign(world.services.settings, { publicUrl: url })
  const outbox = new Outbox(world.services, outboxHandlers, recurringJobs)
  const browser = await sharedBrowser(executablePath)
  const contexts: BrowserContext[] = []
  return {
    world,
    url,
    signIns,
    visit: async (account, width = 1280, { keepsChecks } = { keepsChecks: false }) => {
      const visit = await openVisit(browser, world, url, width, keepsChecks)
      contexts.push(visit.context)
      if (account !== undefined)
        await visit.context.addCookies(
          (await signInAs(world, account)).map(([name, value]) => ({ name, value, url })),
        )
      return visit
    },
    setTime: async (moment) => {
      world.clock.set(moment)
      for (const context of contexts) await context.clock.setFixedTime(world.clock.now())
      await outbox.runDue()
    },
    close: async () => {
      for (const context of contexts) await context.close()
      await world.close()
    },
  }
}

async function openVisit(
  browser: Browser,
  world: World,
  url: string,
  width: number,
  keepsChecks: boolean,
): Promise<Visit> {
  const context = await browser.newContext({
    serviceWorkers: keepsChecks ? 'allow' : 'block',
    viewport: { width, height: width < 600 ? 812 : 900 },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
    baseURL: url,
  })
  context.setDefaultTimeout(patience)
  context.setDefaultNavigationTimeout(patience)
  await context.clock.setFixedTime(world.clock.now())
  const page = await context.newPage()
  const pageErrors: string[] = []
  page.on('pageerror', (error) => pageErrors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      pageErrors.push(message.text())
  })
  return {
    page,
    context,
    pageErrors,
    goto: async (path) => {
      await page.goto(path)
      await page.locator('h1').first().waitFor()
    },
    accessibilityFaults: () => accessibilityFaults(page),
  }
}

/**
 * A session of somebody of the village, by the name of the account or what stands before the @ of
 * the mail; who has no account gets one.
 */
async function signInAs(world: World, name: string): Promise<[string, string][]> {
  const organizationId = world.organizationId || (await world.gate.organizationIds())[0] || ''
  const account = await world.gate.transact(
    organizationId,
    { kind: 'program', name: 'journey' },
    'write',
    async ({ db, newId, now }) => {
      const existing = await db
        .selectFrom('accounts')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('name', '=', name)
        .executeTakeFirst()
      if (existing) return existing.id
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
