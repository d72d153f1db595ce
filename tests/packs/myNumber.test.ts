import { describe, expect, it } from 'vitest'
import { bundledPacks } from '#tests/support/packLibrary.ts'

const { pack } = await bundledPacks.edition('hokkaido')

describe('what the prefecture keeps of 特定個人情報ファイル', () => {
  it.each(['specific-files', 'specific-log', 'access-rights'])(
    'never holds an individual number: register %s',
    (register) => {
      expect(pack.registers.get(register)?.fields.every((field) => field.noMyNumber === true)).toBe(
        true,
      )
    },
  )
  it.each(['carriage', 'record-erasure', 'rights-request', 'specific-decisions', 'disposal'])(
    'nor does what leads to it: procedure %s',
    (procedure) => {
      expect(
        pack.procedures.get(procedure)?.fields.every((field) => field.noMyNumber === true),
      ).toBe(true)
    },
  )
})
