import { expect, test } from 'vitest'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import { errorRecord } from '#platform/log/errors.ts'

const secret = '花子-hunter2'

test.each([
  [
    'of the database',
    Object.assign(new Error(`invalid input syntax for type uuid: "${secret}"`), {
      severity: 'ERROR',
      code: '22P02',
      detail: `Key (email)=(${secret}) already exists.`,
      table: 'persons',
    }),
    { name: 'DatabaseError', code: '22P02', at: 'persons' },
  ],
  [
    'of the catalogue',
    new ProblemError(problem('not-found', { what: secret })),
    { name: 'ProblemError', code: 'not-found' },
  ],
  [
    'of JSON',
    new SyntaxError(`Unexpected token in "${secret}" is not valid JSON`),
    { name: 'SyntaxError' },
  ],
  [
    'of the server about an address',
    Object.assign(new Error(`Reply was already sent in "/api/search?text=${secret}"`), {
      code: 'FST_ERR_REP_ALREADY_SENT',
    }),
    { name: 'Error', code: 'FST_ERR_REP_ALREADY_SENT' },
  ],
])(
  'an error %s is logged by its kind and place, without the values that it quotes',
  (_, error, kind) => {
    const record = errorRecord(error)
    expect(record).toMatchObject(kind)
    expect(record.stack).toMatch(/^at .*errors\.test\.ts/)
    expect(JSON.stringify(record)).not.toContain(secret)
  },
)

test('a defect is logged with what it says and where', () => {
  const record = errorRecord(new TypeError('x is not a function'))
  expect(record).toMatchObject({ name: 'TypeError', message: 'x is not a function' })
  expect(record.stack).toContain('errors.test.ts')
})

test.each([['a text'], [undefined], [null]])(
  '%s that was thrown is logged without its content',
  (thrown) => {
    expect(errorRecord(thrown)).toEqual({ name: typeof thrown, stack: '' })
  },
)
