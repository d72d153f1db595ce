import { describe, expect, it } from 'vitest'
import { fuzz } from './fuzz.ts'

describe('whatever it is given', () => {
  it('the reader ends in a reading or in a problem with its sentence: 2,000 documents', async () => {
    const outcome = await fuzz({ text: 1500, files: 350, docx: 140, pdf: 10 })
    expect(outcome.failures).toEqual([])
    expect(outcome.tried).toBe(2000)
    expect(outcome.refused).toBeGreaterThan(0)
  })
})
