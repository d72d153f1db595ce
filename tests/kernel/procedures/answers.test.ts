import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffWritten, undoChanges } from '#kernel/procedures/answers.ts'
import { changesSince, separateAnswers } from '#kernel/procedures/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'

const ids = fc.constantFrom('a', 'b', 'method')
const values = fc.dictionary(ids, fc.oneof(fc.string(), fc.integer(), fc.constant(null)))
const written = fc.record({
  fields: values,
  answers: fc.dictionary(fc.constantFrom('lock', 'locked-case', 'a'), values),
})

describe('answers about safeguards', () => {
  it('that changed are told apart from fields of the same name', () => {
    expect(
      diffWritten(
        { fields: { method: 'x' }, answers: { lock: { method: 'x' } } },
        { fields: { method: 'x' }, answers: { lock: { method: 'y' }, seal: { method: 'z' } } },
      ),
    ).toEqual([
      { safeguard: 'lock', field: 'method', from: 'x', to: 'y' },
      { safeguard: 'seal', field: 'method', from: undefined, to: 'z' },
    ])
  })

  it('and fields are as they were once every change is undone', () => {
    fc.assert(
      fc.property(written, written, (before, after) => {
        const undone = undoChanges(after, diffWritten(before, after))
        expect(diffWritten(before, undone)).toEqual([])
      }),
    )
  })
})

describe('a case that was stored with answers among its fields', () => {
  const stored = {
    procedure: 'take-out',
    fields: { purpose: '打合せ', 'encrypt.method': 'AES', 'locked-case.by': 'mori' },
    safeguards: ['encrypt', 'locked-case'],
    history: [
      { kind: 'begun', changed: [{ field: 'purpose', from: null, to: '打合せ' }] },
      { kind: 'decided', step: 'depart', grounds: [] },
      {
        kind: 'decided',
        step: 'check',
        changed: [{ field: 'encrypt.method', from: 'DES', to: 'AES' }],
      },
    ],
    later: 1,
  }

  it('is read with its answers in their own map, in its history too, and nothing else changed', () => {
    expect(separateAnswers(stored)).toEqual({
      ...stored,
      fields: { purpose: '打合せ' },
      answers: { encrypt: { method: 'AES' }, 'locked-case': { by: 'mori' } },
      history: [
        stored.history[0],
        stored.history[1],
        {
          ...stored.history[2],
          changed: [{ safeguard: 'encrypt', field: 'method', from: 'DES', to: 'AES' }],
        },
      ],
    })
  })

  it('shows what changed since a step as one that was begun today', () => {
    const state = separateAnswers(stored) as unknown as CaseState
    expect(changesSince(state, 'depart')).toEqual([
      { safeguard: 'encrypt', field: 'method', from: 'DES', to: 'AES' },
    ])
  })

  it('never makes the upgrade throw, whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('fields', 'answers', 'history', 'x'), fc.anything()),
        (anything) => {
          expect(separateAnswers(anything)['answers']).toBeTypeOf('object')
        },
      ),
    )
  })
})
