import { expect, test } from 'vitest'
import { packOf } from './stage.ts'
import { playPack } from './goldenPlays.ts'
import type { Refusal } from './goldenPlays.ts'

const stage = playPack(await packOf('otari'))

test('what points to nothing is refused beside its field', async () => {
  const nowhere = '00000000-0000-7000-8000-000000000000'
  const answer = await stage()
    .as('mori')
    .post<Refusal>('/api/cases', {
      procedure: 'install',
      fields: { software: '表計算', section: nowhere },
    })
  expect(answer.body).toMatchObject({ code: 'input-invalid', faults: [{ at: '/fields/section' }] })
  const person = await stage()
    .as('mori')
    .post<Refusal>('/api/cases', {
      procedure: 'private-pc',
      fields: { pcName: '私物', user: nowhere },
    })
  expect(person.body).toMatchObject({ code: 'input-invalid', faults: [{ at: '/fields/user' }] })
  for (const file of [nowhere, 'shiryou']) {
    const papers = await stage()
      .as('mori')
      .post<Refusal>('/api/cases', { procedure: 'committee-matter', fields: { papers: [file] } })
    expect(papers.body).toMatchObject({ code: 'input-invalid', faults: [{ at: '/fields/papers' }] })
  }
})
