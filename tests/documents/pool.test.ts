import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'
import { ChildPool, PoolFull } from '#platform/children/pool.ts'
import type { PoolLimits } from '#platform/children/pool.ts'
import { ChildStopped } from '#platform/children/run.ts'
import { createPrinter } from '#platform/documents/print/index.ts'
import { paperLimits, tableLimits } from '#platform/documents/print/jobs.ts'

const folder = mkdtempSync(join(tmpdir(), 'sekisho-pool-'))
const serve = new URL('../../src/platform/children/serve.ts', import.meta.url).href
const pools: ChildPool[] = []

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()))
  rmSync(folder, { recursive: true, force: true })
})

const limits: PoolLimits = {
  children: 2,
  jobs: 100,
  grown: 1000,
  waiting: 10,
  idle: 60_000,
  milliseconds: 20_000,
  megabytes: 256,
}

let modules = 0
/** A module that does jobs by `work`, the source of a function of the job and its items. */
function moduleOf(work: string): URL {
  const path = join(folder, `module-${modules++}.mjs`)
  writeFileSync(path, `import { answerJobs } from '${serve}'\nawait answerJobs(${work})\n`)
  return pathToFileURL(path)
}

function poolOf(work: string, other: Partial<PoolLimits> = {}): ChildPool {
  const pool = new ChildPool(moduleOf(work), { ...limits, ...other })
  pools.push(pool)
  return pool
}

const form = { organization: 'ひなた町', title: '申請書', date: '2026-11-21', sections: [] }

test('jobs share as many processes as are allowed, and each gets its own answer', async () => {
  const pool = poolOf('async (job) => ({ job, process: process.pid })')
  const answers = (await Promise.all(Array.from({ length: 8 }, (_, i) => pool.run(i)))) as {
    job: number
    process: number
  }[]
  expect(answers.map(({ job }) => job)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(new Set(answers.map(({ process }) => process)).size).toBe(2)
  expect(pool.size).toBe(2)
})

test('a process is replaced after its jobs, and after one that made it grow', async () => {
  const counted = poolOf('() => process.pid', { children: 1, jobs: 2 })
  const ids: unknown[] = []
  for (let i = 0; i < 6; i++) ids.push(await counted.run(i))
  expect(ids.map((id, i) => id === ids[i - 1])).toEqual([false, true, false, true, false, true])
  const growing = poolOf(
    '(large) => { globalThis.kept = Buffer.alloc(large ? 150e6 : 1, 1); return process.pid }',
    { children: 1, grown: 150 },
  )
  const [first, second, third] = [
    await growing.run(false),
    await growing.run(true),
    await growing.run(false),
  ]
  expect(second).toBe(first)
  expect(third).not.toBe(second)
})

test('a process without work ends, and work begins another', async () => {
  const pool = poolOf('() => process.pid', { children: 1, idle: 20 })
  const first = await pool.run(0)
  await expect.poll(() => pool.size).toBe(0)
  expect(await pool.run(0)).not.toBe(first)
})

test.each([
  ['never ends', '() => { for (;;); }', { milliseconds: 3000 }, 'time'],
  [
    'outgrows its heap',
    '() => { const all = []; for (;;) all.push(new Array(1e5).fill({})) }',
    { megabytes: 32 },
    'memory',
  ],
  [
    'outgrows the process while it computes',
    '() => { const all = []; for (;;) all.push(Buffer.alloc(1e6, 1)) }',
    { resident: 300 },
    'memory',
  ],
  ['dies', '() => process.exit(3)', {}, 'broken'],
  ['throws', "() => { throw new Error('no') }", {}, 'broken'],
] as const)('a job that %s is told, and the next one is done', async (_name, work, other, why) => {
  const pool = poolOf(`(job) => job === 'bad' ? (${work})() : job`, { children: 1, ...other })
  const bad = pool.run('bad')
  const good = pool.run('good')
  await expect(bad).rejects.toMatchObject({ why })
  expect(await good).toBe('good')
})

test('more jobs than may wait are refused at once; a close ends those that wait', async () => {
  const pool = poolOf("(job) => job === 'long' ? new Promise(() => {}) : job", {
    children: 1,
    waiting: 1,
  })
  const running = pool.run('long')
  const waiting = pool.run('next')
  await expect(pool.run('one more')).rejects.toBeInstanceOf(PoolFull)
  const ended = Promise.allSettled([running, waiting])
  await pool.close()
  for (const outcome of await ended)
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(ChildStopped) })
})

test('items are handed over as they are asked for; where they fail, their failure is told', async () => {
  const pool = poolOf(
    'async (most, items) => { const all = []; for await (const item of items) { all.push(item); if (all.length === most) break } return all }',
    { children: 1 },
  )
  let given = 0
  let closed = false
  async function* items() {
    try {
      for (; given < 1000; given++) yield given
    } finally {
      closed = true
    }
  }
  expect(await pool.run(3, items())).toEqual([0, 1, 2])
  expect(given).toBeLessThan(5)
  expect(closed).toBe(true)
  async function* failing() {
    yield 1
    throw new Error('the rows are gone')
  }
  await expect(pool.run(9, failing())).rejects.toThrow('the rows are gone')
  expect(await pool.run(9, items())).toHaveLength(9)
})

test.each([
  ['dies', '() => process.exit(1)', 'print-failed'],
  ['never ends', '() => { for (;;); }', 'print-too-heavy'],
  [
    'outgrows the process',
    '() => { const all = []; for (;;) all.push(Buffer.alloc(1e6, 1)) }',
    'print-too-heavy',
  ],
])(
  'where the process that makes a paper %s, the answer is a sentence',
  async (_name, work, code) => {
    const small = { children: 1, milliseconds: 3000, resident: 400 }
    const printer = createPrinter(
      { papers: { ...paperLimits, ...small }, tables: { ...tableLimits, ...small } },
      moduleOf(work),
    )
    try {
      const papers = await Promise.allSettled([
        printer.form(form),
        printer.formDocx(form),
        printer.formXlsx(form),
        printer.table([{ key: 'a', header: 'a' }], []),
      ])
      for (const paper of papers)
        expect(paper).toMatchObject({ status: 'rejected', reason: { problem: { code } } })
    } finally {
      await printer.close()
    }
  },
)

test('a workbook leaves no file behind, whether it is read, left, or fails', async () => {
  const scratch = mkdtempSync(join(folder, 'tables-'))
  vi.stubEnv('TMPDIR', scratch)
  const printer = createPrinter()
  const columns = [{ key: 'a', header: '名称' }]
  try {
    const rows = Array.from({ length: 1200 }, (_, i) => ({ a: `項目${i}` }))
    const read = await printer.table(columns, rows)
    const [made = ''] = readdirSync(scratch)
    expect(readdirSync(join(scratch, made))).toEqual([])
    expect((await buffer(read)).subarray(0, 2).toString()).toBe('PK')
    const left = await printer.table(columns, rows)
    left.destroy()
    async function* failing() {
      yield { a: '一' }
      throw new Error('the rows are gone')
    }
    await expect(printer.table(columns, failing())).rejects.toThrow('the rows are gone')
    expect(readdirSync(join(scratch, made))).toEqual([])
    await printer.close()
    expect(existsSync(join(scratch, made))).toBe(false)
  } finally {
    vi.unstubAllEnvs()
    await printer.close()
  }
})

test('a program that has nothing else to do ends, and closes its printer before', () => {
  const print = new URL('../../src/platform/documents/print/index.ts', import.meta.url).href
  const program = (end: string) =>
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { createPrinter } from '${print}'
        const printer = createPrinter()
        for await (const _ of await printer.table([{ key: 'a', header: 'a' }], [])) {}
        ${end}
        console.log('ended')`,
      ],
      { encoding: 'utf8', timeout: 60_000, cwd: new URL('../..', import.meta.url) },
    )
  expect(program('await printer.close()')).toBe('ended\n')
  expect(program('')).toBe('ended\n')
})
