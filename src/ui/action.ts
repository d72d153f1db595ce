import { useMutation } from '@tanstack/react-query'
import type { QueryKey } from '@tanstack/react-query'
import { ApiProblem, refresh } from './api.ts'
import { showErrorToast } from './parts/toast.ts'

export interface ActionParts<Input, Result> {
  /** The call, or several that belong together. */
  readonly call: (input: Input) => Promise<Result>
  /** Keys of what the call changed (`keyOf`); what is on the screen of it is read anew before `done`. */
  readonly invalidates: readonly QueryKey[]
  /** True where a refusal, too, says that what is on the screen has changed. */
  readonly evenWhenRefused?: boolean
  /** What follows once it is done: closing, telling, going on. */
  readonly done?: (result: Result, input: Input) => void
  /** `toast` for small acts without a place of their own for a problem: it is told in passing. */
  readonly refusal?: 'toast'
}

export interface Action<Input, Result> {
  /** What the last call was refused with, for `ProblemNotice`. */
  readonly problem: unknown
  readonly pending: boolean
  /** What the call under way was given. */
  readonly input: Input | undefined
  /** Does it. True when done; false when refused, which then stands in `problem`. */
  readonly run: (input: Input) => Promise<boolean>
  /** Does it and throws what it is refused with: for `Form`, which shows that beside its fields. */
  readonly send: (input: Input) => Promise<Result>
  /** Forgets the problem. */
  readonly forget: () => void
}

/** One act of a page on the server: the call, its problem, whether it is under way, and what is read anew afterwards. */
export function useAction<Result, Input = void>(
  parts: ActionParts<Input, Result>,
): Action<Input, Result> {
  const { call, invalidates, evenWhenRefused = false, done, refusal } = parts
  const { mutateAsync, isPending, variables, error, reset } = useMutation<Result, unknown, Input>({
    mutationFn: async (input) => {
      const result = await call(input)
      await refresh(invalidates)
      done?.(result, input)
      return result
    },
    onError: async () => {
      if (evenWhenRefused) await refresh(invalidates)
    },
  })
  const run = async (input: Input): Promise<boolean> => {
    try {
      await mutateAsync(input)
      return true
    } catch (failed) {
      if (refusal === 'toast') {
        if (!(failed instanceof ApiProblem)) throw failed
        showErrorToast(failed.detail)
      }
      return false
    }
  }
  return {
    problem: error ?? undefined,
    pending: isPending,
    input: isPending ? variables : undefined,
    run,
    send: mutateAsync,
    forget: reset,
  }
}
