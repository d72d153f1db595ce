import { describe, expect, it } from 'vitest'
import { fillParams, hrefOf, keyOf, keyOfAddress } from '#ui/http/endpoints.ts'

const id = '00000000-0000-7000-8000-000000000001'

describe('an address of the API', () => {
  it('takes its parameters encoded, and its query without what is not given', () => {
    expect(fillParams('/api/drafts/:key', { key: 'apply.x/y z' })).toBe(
      '/api/drafts/apply.x%2Fy%20z',
    )
    expect(
      hrefOf('/api/registers/:register/export', {
        params: { register: 'assets' },
        query: { format: 'csv', q: '名簿', unit: undefined, expired: true },
      }),
    ).toBe('/api/registers/assets/export?format=csv&q=%E5%90%8D%E7%B0%BF&expired=true')
  })

  it('has a query key whose beginnings match everything below it', () => {
    const whole = keyOfAddress('/api/cases/:id/files/:file', { id: 'a', file: 'b' })
    for (const key of [
      keyOf('/api/cases'),
      keyOf('/api/cases/:id'),
      keyOf('/api/cases/:id', { id: 'a' }),
    ])
      expect(whole.slice(0, key.length)).toEqual(key)
    const other = keyOf('/api/cases/:id', { id: 'b' })
    expect(whole.slice(0, other.length)).not.toEqual(other)
  })

  it('with a query has a key of its own, which differs by the query', () => {
    const ask = (q: string | undefined) => keyOfAddress('/api/cases', {}, { q, after: undefined })
    expect(ask('名簿')).toEqual(ask('名簿'))
    expect(ask('名簿')).not.toEqual(ask('台帳'))
    expect(ask(undefined)).toEqual(keyOf('/api/cases'))
  })

  it('does not compile where it is misspelt, misses a part or is given too much', () => {
    // Never called: the compiler is the test. A missing error fails it, too.
    const wrong = () => [
      // @ts-expect-error there is no such address: proves that it does not compile
      hrefOf('/api/case/:id', { params: { id } }),
      // @ts-expect-error the parameter is called id: proves that it does not compile
      hrefOf('/api/cases/:id', { params: { case: id } }),
      // @ts-expect-error a case has an id: proves that it does not compile
      hrefOf('/api/cases/:id'),
      // @ts-expect-error there is no such state: proves that it does not compile
      hrefOf('/api/cases', { query: { status: 'asleep' } }),
    ]
    expect(wrong).toBeTypeOf('function')
  })
})
