import { expect, test } from 'vitest'
import { isCommonPassword } from '#platform/auth/commonPasswords.ts'

const words = ['mori.sora', '森 空', '日向村', 'hinata']

test.each([
  'Password123!',
  'qwerty12345678',
  'P@ssw0rd2026',
  'Iloveyou2026',
  '1qaz2wsx3edc',
  'Asdfghjkl;2026',
  'aaaaaaaaaaaaA1',
  'Hinata-2026-!!',
  'Sora.Mori-1985',
  '日向村2026！！森空',
])('%s is a common password', async (password) => {
  expect(await isCommonPassword(password, words)).toBe(true)
})

test.each(['Kawa-no-Oto-2026', 'correct horse battery staple', '川の音と 青い薬缶', 'vT9#qLw2zR'])(
  '%s is none',
  async (password) => {
    expect(await isCommonPassword(password, words)).toBe(false)
  },
)
