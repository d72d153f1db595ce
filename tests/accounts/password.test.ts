import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newRecoveryCodes, recoveryHash, stepOf } from '#features/accounts/server/codes.ts'
import { temporaryPassword } from '#features/accounts/server/passwords.ts'
import { passwordFaults, describePasswordRules } from '#kernel/accounts/password.ts'
import { systemEnvironment } from '#platform/environment.ts'

const rules = { minLength: 10, classes: 3, history: 3, notContaining: ['name', 'account'] }
const owner = { account: 'sora.mori', name: '森 Sora' }

test('every rule that a password breaks is said, not only the first', () => {
  expect(passwordFaults(rules, 'sora', owner)).toHaveLength(3)
  expect(passwordFaults(rules, 'Kawa-no-Oto-2026', owner)).toEqual([])
})

test('letters are counted as people count them, and full-width ones are the same as half-width', () => {
  expect(passwordFaults({ ...rules, classes: 1 }, '𠮷'.repeat(10), owner)).toEqual([])
  expect(
    passwordFaults(rules, 'ＳＯＲＡ．ＭＯＲＩ－2026', owner).some((fault) =>
      fault.ja.includes('利用者ID'),
    ),
  ).toBe(true)
})

test('a password with the name in it is refused wherever the name stands and however it is written', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.constantFrom('sora', 'SORA', 'Sora', 'ｓｏｒａ'),
      (before, after, name) =>
        passwordFaults(rules, `${before}${name}${after}`, owner).some(
          (fault) => fault.ja === '氏名を含まないパスワードにしてください。',
        ),
    ),
  )
})

test('a pack without demands asks for nothing but the length', () => {
  expect(
    describePasswordRules({ minLength: 8, classes: 1, history: 0, notContaining: [] }),
  ).toEqual([{ ja: '8文字以上', en: 'at least 8 characters' }])
})

test('temporary passwords fit common rules and do not repeat', () => {
  const made = Array.from({ length: 200 }, () => temporaryPassword(systemEnvironment))
  expect(new Set(made).size).toBe(200)
  for (const one of made)
    expect(passwordFaults(rules, one, { account: '-----', name: '----- -----' })).toEqual([])
})

test('a recovery code is the same however it is typed', () => {
  const [code = ''] = newRecoveryCodes(systemEnvironment)
  expect(recoveryHash(` ${code.toUpperCase().replaceAll('-', ' ')} `)).toBe(recoveryHash(code))
})

test('a code fits its own step and the next to it, no other', () => {
  // RFC 6238, appendix B: SHA-1, the secret 12345678901234567890 in ASCII, 8 digits 94287082 at 59
  // s; six-digit codes are the last six digits.
  const secret = Buffer.from('12345678901234567890', 'ascii')
  expect(stepOf(secret, '287082', new Date(59_000))).toBe(1)
  expect(stepOf(secret, '２８７ ０８２', new Date(89_000))).toBe(1)
  expect(stepOf(secret, '287082', new Date(150_000))).toBeUndefined()
  expect(stepOf(secret, '28708', new Date(59_000))).toBeUndefined()
})
