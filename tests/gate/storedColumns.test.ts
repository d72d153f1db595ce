import { afterEach, beforeEach, expect, test } from 'vitest'
import { placesOf } from '#features/layouts/server/store.ts'
import { insertMeeting, meetingRow } from '#features/meetings/server/store.ts'
import { ImportWork } from '#features/registers/server/imports/job.ts'
import { storedTexts } from '#platform/packs/edition.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.close())

const unreadable = (what: string, place: string) =>
  expect.objectContaining({
    problem: expect.objectContaining({ code: 'stored-unreadable', params: { what, place } }),
  })

test('a meeting is read as it was written; where its decisions have another shape it is refused by its number', async () => {
  const begins_at = world.clock.now()
  const topics = [{ title: '研修', text: '来月の計画' }]
  const id = await world.transact(async (tx) => {
    const meeting = { id: tx.newId(), body: 'committee', number: '1', begins_at, place: '', topics }
    await insertMeeting(tx, meeting, null)
    expect(await meetingRow(tx, meeting.id)).toMatchObject({ topics, decisions: [] })
    return meeting.id
  })
  const decisions = JSON.stringify([{ case: id }])
  await world.transact(({ db }) =>
    db.updateTable('meetings').set({ decisions }).where('id', '=', id).execute(),
  )
  await expect(world.transact((tx) => meetingRow(tx, id))).rejects.toEqual(
    unreadable('会議「1」', '/0'),
  )
})

test('the places of a layout and the work on an import are refused where a part is missing', () => {
  const places = [{ sheet: '様式', cell: 'A1', place: '申請者' }]
  expect(placesOf({ name: 'a.xlsx', places })).toEqual(places)
  expect(() => placesOf({ name: 'a.xlsx', places: [{ sheet: '様式' }] })).toThrow(
    unreadable('様式「a.xlsx」', '/0'),
  )
  const { services, organizationId } = world
  const job = { organizationId, services, signal: AbortSignal.timeout(1000) }
  expect(() => new ImportWork({ id: 'a' }, job)).toThrow(unreadable('取込みの仕事', '/'))
})

test('of the sources of an edition what is no text is left out', () => {
  expect([...storedTexts({ 'a/pack.yaml': 'id: a', later: { hash: 1 } })]).toEqual([
    ['a/pack.yaml', 'id: a'],
  ])
  expect([...storedTexts(null)]).toEqual([])
})
