import { useMutation } from '@tanstack/react-query'
import type { QueryKey } from '@tanstack/react-query'
import { ApiProblem, refresh } from './api.ts'
import { showErrorToast } from './parts/toast.ts'

export interface ActionParts<Input, Result> {
  /** The call, or several calls that belong together. */
  readonly call: (input: Input) => Promise<Result>
  /**
   * Keys of the data that the call changes (`keyOf`). Queries in use are refetched before `done`.
   */
  readonly invalidates: readonly QueryKey[]
  /** True where a refusal also means that the data on the screen has changed. */
  readonly evenWhenRefused?: boolean
  /** Called after the data is refetched: close a dialog, show a message, go to a page. */
  readonly done?: (result: Result, input: Input) => void
  /** `toast` for small actions that have no place for a `ProblemNotice`: the problem is a toast. */
  readonly refusal?: 'toast'
}

export interface Action<Input, Result> {
  /** The error of the last call, for `ProblemNotice`; undefined after a success. */
  readonly problem: unknown
  readonly pending: boolean
  /** The input of the call in progress. */
  readonly input: Input | undefined
  /** Calls. True on success; false when refused, and the error is in `problem`. */
  readonly run: (input: Input) => Promise<boolean>
  /** Calls, and throws the error: for `Form`, which shows it beside its fields. */
  readonly send: (input: Input) => Promise<Result>
  /** Clears `problem`. */
  readonly forget: () => void
}

/** An action of a page on the server: the call, its error, its progress, the queries to refetch. */
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
