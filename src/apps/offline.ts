/**
 * The service worker of the checks: it keeps the program, and the answers of the server that the
 * pages of checks need, so that a check that was opened can be worked through without a network. It
 * asks the network first for all but files whose names change with their content, so nobody sees an
 * old program or old data while the server can be reached.
 */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listener: (event: WorkerEvent) => void): void
  addEventListener(kind: 'fetch', listener: (event: FetchEvent) => void): void
}

const worker = globalThis as unknown as Worker
/** The build, and the files that the checks need of it; written in when the pages are built. */
const build = '__BUILD__'
const files: readonly string[] = JSON.parse('__FILES__')

const programs = `sekisho-program-${build}`
const answers = 'sekisho-checks'
/** Where the account stands whose answers are kept. */
const ownerAt = '/kept-for'
/** Answers that are kept, the newest. */
const most = 100
/** How long the network may take, where an answer is kept. Milliseconds. */
const patience = 8000

const isKeptAnswer = (path: string): boolean =>
  path === '/api/session' || /^\/api\/occurrences(?:\/[0-9a-f-]{36})?$/.test(path)

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(programs)
      .then((cache) => cache.addAll(['/', ...files]))
      .then(() => worker.skipWaiting()),
  )
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldPrograms().then(() => worker.clients.claim()))
})

async function dropOldPrograms(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names
      .filter((name) => name.startsWith('sekisho-program-') && name !== programs)
      .map((name) => caches.delete(name)),
  )
}

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname, search } = new URL(request.url)
  if (origin !== worker.location.origin) return
  if (request.method === 'DELETE' && pathname === '/api/session')
    event.respondWith(forget().then(() => fetch(request)))
  if (request.method !== 'GET') return
  if (pathname.startsWith('/assets/')) event.respondWith(fileOf(request))
  else if (isKeptAnswer(pathname) && search === '') event.respondWith(answerOf(request, pathname))
  else if (request.mode === 'navigate' && !pathname.startsWith('/api/'))
    event.respondWith(pageOf(request))
})

/** A file whose name changes with its content. */
async function fileOf(request: Request): Promise<Response> {
  const kept = await caches.match(request.url)
  if (kept !== undefined) return kept
  const response = await fetch(request)
  if (response.ok) await (await caches.open(programs)).put(request.url, response.clone())
  return response
}

async function pageOf(request: Request): Promise<Response> {
  return inTime(fetch(request), async () => caches.match('/', { cacheName: programs }))
}

async function answerOf(request: Request, path: string): Promise<Response> {
  const asked = fetch(request).then(async (response) => {
    await note(request, path, response)
    return response
  })
  return inTime(asked, async () => {
    const account = request.headers.get('x-sekisho-account')
    const owner = await keptFor()
    if (owner === undefined || (account !== null && account !== owner)) return undefined
    const kept = await caches.match(path, { cacheName: answers, ignoreVary: true })
    if (kept === undefined) return undefined
    const headers = new Headers(kept.headers)
    headers.set('x-sekisho-kept', '1')
    return new Response(kept.body, { headers })
  })
}

/** What the network says; where it fails or takes too long, what is kept, if anything is. */
async function inTime(
  asked: Promise<Response>,
  kept: () => Promise<Response | undefined>,
): Promise<Response> {
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), patience)
  })
  try {
    return (await Promise.race([asked, late])) ?? (await kept()) ?? (await asked)
  } catch (error) {
    const instead = await kept()
    if (instead === undefined) throw error
    return instead
  }
}

/** Keeps an answer for the one person whose session was read last; with another person all goes. */
async function note(request: Request, path: string, response: Response): Promise<void> {
  if (response.status === 401) return forget()
  if (!response.ok) return
  if (path === '/api/session') {
    const session = (await response.clone().json()) as {
      readonly account?: { readonly id?: string }
      readonly terminal?: unknown
    }
    const owner = session.account?.id
    // At a shared terminal nothing is kept.
    if (owner === undefined || session.terminal) return forget()
    if (owner !== (await keptFor())) await forget()
    await (await caches.open(answers)).put(ownerAt, new Response(owner))
  } else if (request.headers.get('x-sekisho-account') !== (await keptFor())) return
  const cache = await caches.open(answers)
  await cache.delete(path)
  await cache.put(path, response.clone())
  const all = await cache.keys()
  for (const old of all.filter(({ url }) => /[0-9a-f-]{36}$/.test(url)).slice(0, -most))
    await cache.delete(old)
}

async function keptFor(): Promise<string | undefined> {
  const kept = await caches.match(ownerAt, { cacheName: answers })
  return kept?.text()
}

async function forget(): Promise<void> {
  await caches.delete(answers)
}
