import { createPrinter } from '#platform/documents/print/index.ts'
import type { FormSheet, RegisterSheet } from '#platform/documents/print/index.ts'
import type { BenchRow } from './row.ts'

const form: FormSheet = {
  organization: 'ひなた町',
  title: '持ち出し申請書',
  date: '2026-11-21',
  sections: [
    {
      rows: Array.from({ length: 12 }, (_, i) => ({
        label: `項目${i + 1}`,
        value: '名簿を会議で用いるため。',
      })),
    },
  ],
  seals: [{ role: '課長', name: '山田', date: '2026-11-20' }, { role: '統括責任者' }],
}

const registerSheet = (rows: number): RegisterSheet => ({
  organization: 'ひなた町',
  title: '情報資産台帳',
  date: '2026-11-21',
  columns: Array.from({ length: 9 }, (_, i) => ({ header: `項目${i + 1}` })),
  rows: Array.from({ length: rows }, (_, i) =>
    Array.from({ length: 9 }, (_, k) => `値${i + 1}-${k + 1}`),
  ),
})

/** Printing a form and registers as PDF, after the first sheet has started the process. */
export async function run(): Promise<BenchRow[]> {
  const printer = createPrinter()
  const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now()
    await work()
    return Math.round(performance.now() - start)
  }
  try {
    const first = await milliseconds(() => printer.form(form))
    let printed = 0
    const forms = await milliseconds(async () => {
      for (; printed < 20; printed++)
        await printer.form({ ...form, documentNumber: `持出R8-${printed}` })
    })
    return [
      {
        name: 'print the first form (process and fonts started)',
        value: first,
        unit: 'ms',
        limit: { most: 1000 },
      },
      {
        name: 'print a form',
        value: Math.round(forms / printed),
        unit: 'ms',
        limit: { most: 100 },
      },
      {
        name: 'print a ledger of 200 rows × 9',
        value: await milliseconds(() => printer.register(registerSheet(200))),
        unit: 'ms',
        limit: { most: 500 },
      },
      {
        name: 'print a ledger of 5,000 rows × 9',
        value: await milliseconds(() => printer.register(registerSheet(5000))),
        unit: 'ms',
        limit: { most: 10_000 },
      },
    ]
  } finally {
    await printer.close()
  }
}
