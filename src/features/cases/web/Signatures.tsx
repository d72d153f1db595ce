import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, hrefOf, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { Card, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { FileDrop } from '#ui/parts/FileDrop.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { MomentText } from '#ui/parts/texts.tsx'
import type { SignatureCheck } from '../contract/signing.ts'
import { peopleText } from './peopleText.ts'
import type { CaseView } from '../contract/caseView.ts'

type ShownSignature = CaseView['signatures'][number]

/** The signatures of a case: signer, moment, seal and PDF, with a dialog that checks them. */
export function Signatures({ view }: { readonly view: CaseView }) {
  const say = useTexts(peopleText)
  const [checked, setChecked] = useState<ShownSignature>()
  if (view.signatures.length === 0) return null
  return (
    <Section title={say('signatures')}>
      <Card>
        <Rows label={say('signatures')}>
          {view.signatures.map((signature) => (
            <Row
              key={signature.id}
              title={signature.title}
              subject={
                <>
                  {signature.signer}
                  {signs().gap}
                  <MomentText at={signature.signedAt} />
                </>
              }
              detail={
                <>
                  {say('seal')}
                  {signs().gap}
                  <Digest value={signature.seal} />
                </>
              }
              action={
                <span className="flex flex-wrap gap-2">
                  <ButtonLink
                    size="small"
                    href={hrefOf('/api/signatures/:id/sealed.pdf', {
                      params: { id: signature.id },
                    })}
                    target="_blank"
                  >
                    {say('openPdf')}
                  </ButtonLink>
                  <Button size="small" onPress={() => setChecked(signature)}>
                    {say('check')}
                  </Button>
                </span>
              }
            />
          ))}
        </Rows>
      </Card>
      {checked !== undefined && (
        <CheckDialog signature={checked} onClose={() => setChecked(undefined)} />
      )}
    </Section>
  )
}

function Digest({ value }: { readonly value: string }) {
  return <span className="font-mono text-[0.8125rem] break-all select-all">{value}</span>
}

function CheckDialog({
  signature,
  onClose,
}: {
  readonly signature: ShownSignature
  readonly onClose: () => void
}) {
  const say = useTexts(peopleText)
  const { data, error } = useQuery({
    ...queryOf('/api/signatures/:id', { params: { id: signature.id } }),
    staleTime: 0,
  })
  const [fileCheck, setFileCheck] = useState<{
    readonly name: string
    readonly signature: SignatureCheck
  }>()
  const checkFile = useAction({
    call: (file: File) => {
      const body = new FormData()
      body.set('file', file)
      setFileCheck(undefined)
      return api.post('/api/signatures/check', { body })
    },
    invalidates: [],
    done: (result, { name }) => setFileCheck({ name, signature: result }),
  })
  return (
    <DialogFrame isOpen title={say('checking')} onClose={onClose}>
      <div className="space-y-4">
        <ProblemNotice error={error} />
        {data !== undefined && (
          <>
            <Notice kind={data.sealed ? 'good' : 'stop'}>
              {say(data.sealed ? 'sealed' : 'broken')}
            </Notice>
            <Notice kind={data.kept ? 'good' : 'stop'}>{say(data.kept ? 'kept' : 'lost')}</Notice>
            <dl className="space-y-1 text-[0.9375rem]">
              <div>
                <dt className="text-sub">
                  {say('seal')}
                  {signs().paren}SHA-256{signs().unparen}
                </dt>
                <dd>
                  <Digest value={data.seal} />
                </dd>
              </div>
              <div>
                <dt className="text-sub">
                  {say('pdf')}
                  {signs().paren}SHA-256{signs().unparen}
                </dt>
                <dd>
                  <Digest value={data.sha256} />
                </dd>
              </div>
            </dl>
          </>
        )}
        <FileDrop
          title={say('checkFile')}
          hint={say('checkFileHelp')}
          accept={['application/pdf']}
          onFiles={([file]) => {
            if (file !== undefined) void checkFile.run(file)
          }}
        />
        <div aria-live="polite">
          {fileCheck !== undefined && (
            <Notice kind={fileCheck.signature.id === signature.id ? 'good' : 'warn'}>
              {fileCheck.signature.id === signature.id
                ? say('same', { name: fileCheck.name })
                : say('otherCase', { name: fileCheck.name, number: fileCheck.signature.number })}
            </Notice>
          )}
          <ProblemNotice error={checkFile.problem} />
        </div>
      </div>
    </DialogFrame>
  )
}
