import { expect, it } from 'vitest'
import { missingUnits } from '#kernel/organization/index.ts'
import { townHall } from '../support/organization.ts'

const read = (...names: string[]) =>
  missingUnits(names, townHall()).map(({ title, below, parent, near }) => [
    title,
    below ?? parent,
    ...(near === undefined ? [] : [near]),
  ])

it('puts a unit below the one with whose name it begins, missing or there, and else below the top', () => {
  expect(read('建設部道路課', '建設部', '総務課広報担当')).toEqual([
    ['建設部', '役場'],
    ['道路課', '建設部'],
    ['広報担当', '総務課'],
  ])
})

it('takes what stands before a blank for a unit, though the list has no line of it', () => {
  expect(read('建設部　道路課')).toEqual([
    ['建設部', '役場'],
    ['道路課', '建設部'],
  ])
})

it('takes blanks between single letters for spacing, and what is there for there', () => {
  expect(read('観 光 交 流 課', '総 務 課', '役場 福祉課')).toEqual([['観光交流課', '役場']])
})

it('parts no name of which too little would be left', () => {
  expect(read('建設', '建設課')).toEqual([
    ['建設', '役場'],
    ['建設課', '役場'],
  ])
})

it('says which unit a slip of the pen may mean', () => {
  expect(read('福扯課')).toEqual([['福扯課', '役場', '福祉課']])
})
