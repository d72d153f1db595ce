import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { watchExceptions } from '#features/cases/server/public.ts'
import { languageOf } from '#platform/http/language.ts'
import { routes } from '../../src/apps/routes.ts'
import { act, tasksOf, getCase } from '../cases/steps.ts'
import type { HomeView, Receipt, Refusal } from '../cases/steps.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

const english = { headers: { 'accept-language': 'en' } }
const japanese = /[ぁ-んァ-ヶ一-龠]/

test.each([
  [undefined, 'ja'],
  ['', 'ja'],
  ['*', 'ja'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['ja,en-US;q=0.9,en;q=0.8', 'ja'],
  ['en;q=0.4, ja;q=0.5', 'ja'],
  ['de, en;q=0.5', 'en'],
  ['de', 'ja'],
  ['EN ; q=1', 'en'],
  ['en;q=x', 'ja'],
  ['en,ja', 'ja'],
] as const)('Accept-Language %j asks for %s', (header, language) => {
  expect(languageOf(header)).toBe(language)
})

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes, pack: 'hoshi' })
})
afterAll(() => world.close())

describe('what is refused', () => {
  const title = async (headers: Record<string, string>): Promise<unknown> => {
    const { body, headers: answered } = await world
      .anyone()
      .get<Refusal & { title: string }>('/api/tasks', { headers })
    return [body.code, body.title, answered['content-language']]
  }

  test('is said in Japanese where nothing is asked, in English where it is', async () => {
    expect(await title({})).toEqual(['signed-out', 'サインインが必要です', 'ja'])
    expect(await title({ 'accept-language': 'en' })).toEqual([
      'signed-out',
      'You need to sign in',
      'en',
    ])
  })

  test('says act, people and faults in English; names of the pack stay', async () => {
    const clerk = await world.as('clerk')
    const refused = await clerk.get<Refusal>('/api/accounts', english)
    const missing = await clerk.get<Refusal>(
      '/api/cases/00000000-0000-7000-8000-000000000000',
      english,
    )
    const faulty = await clerk.post<Refusal>('/api/cases', { about: 3 }, english)
    expect([refused, missing, faulty].map(({ body }) => body.code)).toEqual([
      'not-allowed',
      'not-found',
      'input-invalid',
    ])
    expect(refused.body.detail).toMatch(
      /^Only .*the administrators may do this: looking at accounts\. Ask them where it is needed\.$/,
    )
    expect(missing.body.detail).toBe(
      'This was not found: the case. Check the number, or open it again from the search.',
    )
    const sentences = [faulty.body.detail, ...(faulty.body.faults ?? []).map((one) => one.detail)]
    expect(sentences.length).toBeGreaterThan(1)
    expect(sentences.filter((text) => japanese.test(text))).toEqual([])
  })
})

describe('the home page', () => {
  test('says tasks in English: what is stored in both languages, what cases ask, and whom one waits for', async () => {
    const [clerk, head] = [await world.as('clerk'), await world.as('head')]
    const { body } = await clerk.post<Receipt>('/api/cases', { procedure: 'exempt' })
    const home = async (who: typeof clerk, extras = {}) =>
      (await who.get<HomeView & { waiting: { waitingFor: string }[] }>('/api/tasks', extras)).body
    await act(clerk, body.id, undefined, {
      rules: ['2-2(2)'],
      until: '2026-12-31',
      measures: [{ what: '見回る', hours: 2 }, {}],
    })
    expect(tasksOf(await home(head))).toMatchObject([{ verb: '見て決める' }])
    expect(tasksOf(await home(head, english))).toMatchObject([{ verb: 'Look and decide' }])
    const [waiting] = (await home(clerk)).waiting
    const [waitingInEnglish] = (await home(clerk, english)).waiting
    expect(waiting?.waitingFor).toMatch(/（.+さん）$/)
    expect(waitingInEnglish?.waitingFor).toMatch(/ \(.+\)$/)
    expect(waitingInEnglish?.waitingFor).not.toContain('さん')

    await act(head, body.id, 'self')
    world.clock.set('2026-12-01 09:00')
    await watchExceptions({
      organizationId: world.organizationId,
      services: world.services,
      signal: new AbortController().signal,
    })
    const again = await world.as('clerk')
    expect(tasksOf(await home(again))).toMatchObject([
      { title: '例外の終わりが近づいています', verb: '延長するか決める' },
    ])
    expect(tasksOf(await home(again, english))).toMatchObject([
      { title: 'An exception ends soon', verb: 'Decide on a renewal' },
    ])
  })

  test('a case tells its history and its turn in English', async () => {
    const clerk = await world.as('clerk')
    const { body } = await clerk.post<Receipt>('/api/cases', { procedure: 'exempt' })
    const view = (
      await clerk.get<Awaited<ReturnType<typeof getCase>>>(`/api/cases/${body.id}`, english)
    ).body
    expect(view.history[0]).toMatchObject({ kind: 'begun', decision: 'Began the application' })
    expect((await getCase(clerk, body.id)).history[0]).toMatchObject({ decision: '申請を始めた' })
  })
})

test('the journal says acts and subjects in English; its rows are the same in both languages', async () => {
  interface Page {
    readonly rows: readonly {
      readonly title: string
      readonly hash: string
      readonly detail: unknown
      readonly subject: { readonly kindTitle: string }
    }[]
    readonly actions: Readonly<Record<string, string>>
  }
  const admin = await world.as('admin')
  const page = (await admin.get<Page>('/api/journal', english)).body
  expect(page.rows.length).toBeGreaterThan(0)
  expect(page.rows.filter((row) => japanese.test(row.title + row.subject.kindTitle))).toEqual([])
  expect(Object.values(page.actions).filter((title) => japanese.test(title))).toEqual([])
  const inJapanese = (await admin.get<Page>('/api/journal')).body
  expect(inJapanese.rows.map(({ hash, detail }) => ({ hash, detail }))).toEqual(
    page.rows.map(({ hash, detail }) => ({ hash, detail })),
  )
  expect(inJapanese.rows.filter((row) => !japanese.test(row.title))).toEqual([])
})

describe('texts of the pack', () => {
  const japaneseToo = { headers: { 'accept-language': 'ja' } }
  const titleOf = async (extras: typeof english): Promise<string | undefined> => {
    const clerk = await world.as('clerk')
    const { body } = await clerk.get<readonly { id: string; title: string }[]>(
      '/api/procedures',
      extras,
    )
    return body.find(({ id }) => id === 'exempt')?.title
  }

  test('are English on pages for who reads English, and Japanese for the others, one after the other', async () => {
    expect(await titleOf(japaneseToo)).toBe('例外の申請')
    expect(await titleOf(english)).toBe('Application for an exception')
    expect(await titleOf(japaneseToo)).toBe('例外の申請')
  })

  test('of a case are English, whatever language it was begun in; what is kept with it is not', async () => {
    const clerk = await world.as('clerk')
    const begun = await clerk.post<Receipt>('/api/cases', { procedure: 'exempt' }, english)
    const view = async (extras: typeof english) =>
      (await clerk.get<{ procedure: { title: string } }>(`/api/cases/${begun.body.id}`, extras))
        .body.procedure.title
    expect(await view(english)).toBe('Application for an exception')
    expect(await view(japaneseToo)).toBe('例外の申請')
  })

  test('stay as the pack writes them in files, which go on to others', async () => {
    const admin = await world.as('admin')
    const file = async (extras: typeof english) =>
      String((await admin.get('/api/registers/assets/export?format=csv', extras)).body)
    const written = await file(english)
    expect(written).toContain('名称')
    expect(written).toBe(await file(japaneseToo))
  })
})
