import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { answerJobs } from '../../children/serve.ts'
import type { TableRecord } from '../tables/types.ts'
import type { PaperJob, RowBatch } from './jobs.ts'

/** Makes papers, one job after the other; what one kind needs is loaded with its first job. */
await answerJobs(async (job: PaperJob, items) => {
  switch (job.kind) {
    case 'pdf': {
      const { typeset } = await import('./typeset.ts')
      return typeset(job)
    }
    case 'form.docx': {
      const { createFormDocx } = await import('../write/formDocx.ts')
      return createFormDocx(job.sheet)
    }
    case 'register.docx': {
      const { createRegisterDocx } = await import('../write/registerDocx.ts')
      return createRegisterDocx(job.sheet)
    }
    case 'report.docx': {
      const { createReportDocx } = await import('../write/reportDocx.ts')
      return createReportDocx(job.sheet)
    }
    case 'form.xlsx': {
      const { createFormXlsx } = await import('../write/formXlsx.ts')
      return createFormXlsx(job.sheet, job.options)
    }
    case 'table.xlsx': {
      const { writeXlsx } = await import('../tables/write-xlsx.ts')
      const rows = recordsOf(job, items as AsyncIterable<RowBatch>)
      await pipeline(
        writeXlsx(job.columns, rows, job.options),
        createWriteStream(job.path, { flags: 'wx', mode: 0o600 }),
      )
      return undefined
    }
  }
})

async function* recordsOf(
  { columns }: PaperJob & { readonly kind: 'table.xlsx' },
  batches: AsyncIterable<RowBatch>,
): AsyncGenerator<TableRecord> {
  for await (const batch of batches)
    for (const cells of batch)
      yield Object.fromEntries(columns.map(({ key }, i) => [key, cells[i]]))
}
