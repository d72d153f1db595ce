import { Type } from 'typebox'
import type { Static } from 'typebox'
import { ProblemError } from '#kernel/problems/index.ts'
import { stored } from '#platform/gate/stored.ts'
import type { Actor, Transaction } from '#platform/gate/transaction.ts'
import type { JobContext } from '#platform/jobs/outbox.ts'
import { changeImport } from './store.ts'
import type { ImportChange, ImportRecord } from './store.ts'

/** The payload of an import job in the outbox. */
const ImportPayload = Type.Object({
  id: Type.String(),
  register: Type.String(),
  personId: Type.String(),
  accountId: Type.String(),
  administrator: Type.Optional(Type.Boolean()),
})
export type ImportPayload = Readonly<Static<typeof ImportPayload>>

/** Thrown to end the work on an import that a person has cancelled; its writes are rolled back. */
export class ImportCancelled extends Error {}

const program = { kind: 'program', name: 'import' } as const

/** The work on one import: the actor it runs as, and progress updates in their own transactions. */
export class ImportWork {
  readonly payload: ImportPayload
  readonly job: JobContext
  constructor(payload: unknown, job: JobContext) {
    this.payload = stored(ImportPayload, payload, '取込みの仕事')
    this.job = job
  }

  /** The person who started the import: the work has the same rights. */
  get actor(): Actor {
    return {
      kind: 'person',
      personId: this.payload.personId,
      accountId: this.payload.accountId,
      administrator: this.payload.administrator === true,
    }
  }

  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.job.services.gate.transact(this.job.organizationId, this.actor, 'read', work)
  }

  /** Stores the progress; throws where the import was cancelled or the program is stopping. */
  async updateProgress(from: ImportRecord['status'], change: ImportChange): Promise<void> {
    this.job.signal.throwIfAborted()
    const isRunning = await this.job.services.gate.transact(
      this.job.organizationId,
      program,
      'write',
      (tx) => changeImport(tx, this.payload.id, [from], change),
    )
    if (!isRunning) throw new ImportCancelled()
  }

  /**
   * Runs a stage of the work. A refusal is stored as the sentence of a failed import; a cancelled
   * import ends silently.
   */
  async runStage(from: ImportRecord['status'], work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (error instanceof ImportCancelled) return
      // A busy database is no fault of the file: the outbox retries.
      if (!(error instanceof ProblemError) || error.problem.code === 'busy') throw error
      await this.updateProgress(from, {
        status: 'failed',
        error: error.problem.detail,
        finished_at: this.job.services.environment.now(),
      }).catch((failure: unknown) => {
        if (!(failure instanceof ImportCancelled)) throw failure
      })
    }
  }
}

/** Groups rows into batches, so that each batch is checked and written in few statements. */
export async function* batches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
