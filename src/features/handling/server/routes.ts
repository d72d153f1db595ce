import { problem, ProblemError } from '#kernel/problems/index.ts'
import { queryRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { acts } from './acts.ts'
import { askBefore } from './ask.ts'

export const routes: readonly Route[] = [
  queryRoute(acts, endpoints.acts, () => ({})),
  queryRoute(askBefore, endpoints.askBefore, ({ body }) => body),
  queryRoute(askBefore, endpoints.askInUrl, ({ query }) => parseQuestion(query.question)),
]

function parseQuestion(text: string) {
  try {
    return JSON.parse(text) as { act: string }
  } catch {
    throw new ProblemError(
      problem(
        'input-invalid',
        { count: 1 },
        {
          faults: [
            {
              at: '/question',
              detail: {
                ja: '問いを読めません。JSON で書いてください。',
                en: 'The question cannot be read. Write it as JSON.',
              },
            },
          ],
        },
      ),
    )
  }
}
