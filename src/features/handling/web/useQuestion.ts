import { useState } from 'react'
import { useSearchParams } from '#ui/address.ts'
import type { FormField, Values } from '#ui/form/types.ts'
import { useFormModel } from '#ui/form/useFormModel.ts'
import type { Acts } from '../contract.ts'

type Act = Acts['acts'][number]

/** The body of a question to the policy. */
export interface Question {
  readonly act: string
  readonly about?: readonly string[]
  readonly class?: Values
  readonly fields: Values
}

/** The question as far as it is put together on the page, and how to change it. */
export interface QuestionState {
  readonly act: Act | undefined
  readonly setAct: (id: string) => void
  /** The register from which the entry is chosen; null where no act has one. */
  readonly register: string | null
  /** The id of the chosen entry; empty if none is chosen. */
  readonly about: string
  readonly setAbout: (id: string | undefined) => void
  /** The question is about a class in general, not about an entry. */
  readonly general: boolean
  readonly setGeneral: (general: boolean) => void
  readonly level: Values
  readonly setLevel: (level: Values) => void
  /** The questions of the act that are shown, given the answers so far. */
  readonly shown: readonly FormField[]
  readonly fields: Values
  readonly setField: (id: string, value: unknown) => void
  /** Titles of the required questions without an answer. */
  readonly open: readonly string[]
  /** Undefined while the act or the entry is not chosen yet. */
  readonly question: Question | undefined
}

const noFields: readonly FormField[] = []

/** Keeps the question: act, entry and generality in the address, class and answers in the page. */
export function useQuestion({ acts, axes }: Acts): QuestionState {
  const [search, change] = useSearchParams()
  const [fields, setFields] = useState<Values>({})
  const [level, setLevel] = useState<Values>({})
  const actById = (id: string | undefined): Act | undefined =>
    acts.find((candidate) => candidate.id === id)
  const registerOf = (act: Act | undefined): string | null =>
    act?.register ?? acts.find((candidate) => candidate.register !== null)?.register ?? null
  const act = actById(search['act'])
  const about = search['about'] ?? ''
  const general = search['general'] === 'yes'
  const register = registerOf(act)
  const model = useFormModel(act?.asks ?? noFields, axes)
  const shown =
    act?.asks.filter(
      (field) => model?.stateOf(field.id, fields).shown ?? field.whenSource === undefined,
    ) ?? []
  const answers = nonEmpty(shown, fields)
  return {
    act,
    setAct: (id) =>
      change({
        act: id || undefined,
        // The chosen entry stays only while the new act is about the same register.
        ...(registerOf(actById(id)) === register ? {} : { about: undefined }),
      }),
    register,
    about,
    setAbout: (id) => change({ about: id }),
    general,
    setGeneral: (on) => change({ general: on ? 'yes' : undefined, about: undefined }),
    level,
    setLevel,
    shown,
    fields,
    setField: (id, value) => setFields((before) => ({ ...before, [id]: value })),
    open: shown
      .filter(
        (field) =>
          (model?.stateOf(field.id, fields).required ?? field.required) &&
          answers[field.id] === undefined,
      )
      .map((field) => field.title),
    question:
      act === undefined || (act.about && !general && about === '')
        ? undefined
        : {
            act: act.id,
            ...(act.about && !general ? { about: [about] } : {}),
            ...(act.about && general ? { class: level } : {}),
            fields: answers,
          },
  }
}

/** The values of the fields that are filled in. */
function nonEmpty(asks: readonly FormField[], fields: Values): Values {
  return Object.fromEntries(
    asks
      .map((field) => [field.id, fields[field.id]])
      .filter(([, value]) => value !== undefined && value !== '' && value !== null),
  )
}
