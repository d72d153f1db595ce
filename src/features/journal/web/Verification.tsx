import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, keyOf, queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Progress } from '#ui/parts/Progress.tsx'
import type { JournalVerification } from '../contract.ts'
import { text } from './text.ts'
import { Verdict } from './Verdict.tsx'

/** How often it is asked how far a verification has come, milliseconds. */
const pollEvery = 500
const key = keyOf('/api/journal/verification')

/** A verification of the journal: begins and stops it, and knows how far it has come. */
export function useVerification() {
  const client = useQueryClient()
  const keep = (next: JournalVerification): void => {
    client.setQueryData([...key], next)
  }
  const begin = useMutation({
    mutationFn: () => api.post('/api/journal/verification'),
    onSuccess: keep,
  })
  const stop = useMutation({
    mutationFn: () => api.delete('/api/journal/verification'),
    onSuccess: keep,
  })
  const { data, error } = useQuery({
    ...queryOf('/api/journal/verification'),
    queryKey: [...key],
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? pollEvery : false),
  })
  return {
    shown: data,
    problem: begin.error ?? stop.error ?? error,
    isRunning: begin.isPending || data?.state === 'running',
    isStopping: stop.isPending,
    begin: () => begin.mutate(),
    stop: () => stop.mutate(),
  }
}

/** How far a verification has come, or what it found. */
export function Verification({
  verification: { shown, problem, isStopping, stop },
}: {
  readonly verification: ReturnType<typeof useVerification>
}) {
  const say = useTexts(text)
  return (
    <>
      <ProblemNotice error={problem} />
      {shown?.state === 'running' && (
        <Card>
          <div className="flex flex-wrap items-end gap-4 px-4 py-4 sm:px-5">
            <div className="min-w-0 grow">
              <Progress
                label={say('verifying')}
                value={shown.of === 0 ? 0 : (100 * shown.rows) / shown.of}
                detail={
                  shown.compared > 0
                    ? say('comparing', { count: shown.compared })
                    : say('progress', { rows: shown.rows, of: shown.of })
                }
              />
            </div>
            <Button size="small" isPending={isStopping} onPress={stop}>
              {say('stop')}
            </Button>
          </div>
        </Card>
      )}
      {shown?.state === 'stopped' && <Notice kind="info" title={say('stopped')} />}
      {shown?.state === 'failed' && <Notice kind="stop" title={say('failed')} />}
      {shown?.state === 'done' && shown.verdict !== undefined && (
        <Verdict verdict={shown.verdict} />
      )}
    </>
  )
}
