import { Type } from 'typebox'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import { ask } from '#platform/gate/perform.ts'
import { reads } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { Ask, Verdict } from '../contract.ts'
import { acts } from './acts.ts'
import { askBefore } from './ask.ts'

const AskInUrl = Type.Object({ question: Type.String({ maxLength: 8000 }) })

export const routes: readonly Route[] = [
  reads(acts, { url: '/api/handling/acts', title: '尋ねられる行為の一覧' }, () => ({})),
  {
    method: 'POST',
    url: '/api/handling/ask',
    title: 'これをしてもいい？（何も変えない）',
    body: Ask,
    reply: Verdict,
    access: 'full',
    handle: (request, services) =>
      ask(services.gate, request.organizationId, request.actor, askBefore, request.body),
  },
  reads(
    askBefore,
    {
      url: '/api/handling/ask',
      title: 'これをしてもいい？（アドレスで尋ねる）',
      query: AskInUrl,
      reply: Verdict,
    },
    ({ query }) => parsed(query.question),
  ),
]

function parsed(text: string) {
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
