import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort, startInstallation } from '#tests/durability/installation.ts'
import { findWriter } from '#tests/durability/killing.ts'
import { startWriters } from '#tests/durability/writers.ts'
import type { BenchRow } from './row.ts'

const starts = 5
const writes = 500
const idleTime = 10_000

/**
 * Time from the start on an existing folder to the first page, and the memory of the idle Node
 * process: after the start, and after work.
 */
export async function run(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-bench-'))
  const port = await freePort()
  try {
    const first = await startInstallation(folder, port, 'otari')
    await first.end('SIGTERM')
    const times: number[] = []
    const processorTimes: number[] = []
    for (let i = 1; i < starts; i += 1) {
      const restarted = await startInstallation(folder, port)
      times.push(restarted.startedIn)
      processorTimes.push(processorSeconds(restarted.process.pid))
      await restarted.end('SIGTERM')
    }
    const last = await startInstallation(folder, port)
    times.push(last.startedIn)
    try {
      await wait(idleTime)
      const freshMemory = residentMegabytes(last.process.pid)
      const writers = startWriters({ ...(await findWriter(last)), clients: 4 })
      await writers.moreAcknowledged(writes)
      await writers.finish()
      await wait(idleTime)
      const usedMemory = residentMegabytes(last.process.pid)
      const longest = Math.round(Math.max(...times))
      return [
        {
          name: 'start on an existing folder to the first page',
          value: Math.round(median(times)),
          unit: 'ms',
          note: `median of ${starts}; longest ${longest} ms`,
        },
        {
          name: 'processor time of that start',
          value: Math.round(median(processorTimes) * 100) / 100,
          unit: 's',
          limit: { most: 1.5 },
        },
        {
          name: 'fresh folder with the demo to the first page',
          value: Math.round(first.startedIn),
          unit: 'ms',
          note: 'builds the pages when they are not there yet',
        },
        {
          name: 'resident memory of the Node process, idle',
          value: freshMemory,
          unit: 'MB',
          limit: { most: 250 },
          note: `${usedMemory} MB idle after ${writes} writes`,
        },
      ]
    } finally {
      await last.end('SIGTERM')
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Processor time of a process and of those of its children that have ended. */
function processorSeconds(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // Clock ticks of a hundredth of a second: user, system, and the same of children.
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100
}

function residentMegabytes(pid: number | undefined): number {
  const kilobytes = Number(
    /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1],
  )
  return Math.round(kilobytes / 1024)
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
