import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { CasePath } from '../../contract/common.ts'
import type { SignatureCheck } from '../../contract/signing.ts'
import { readableCase } from '../access.ts'
import type { StoredCase } from '../store.ts'
import { sealOf } from './seal.ts'

type SignatureRecord = Omit<SignatureCheck, 'kept'>

const signatureRows = (tx: Transaction) =>
  tx.db
    .selectFrom('signatures as s')
    .innerJoin('files as f', (join) =>
      join.onRef('f.organization_id', '=', 's.organization_id').onRef('f.id', '=', 's.file_id'),
    )
    .innerJoin('cases as c', (join) =>
      join.onRef('c.organization_id', '=', 's.organization_id').onRef('c.id', '=', 's.case_id'),
    )
    .select([
      's.id',
      's.case_id',
      's.step',
      's.title',
      's.body',
      's.signer_id',
      's.signer_name',
      's.signed_at',
      's.seal',
      's.file_id',
      'f.sha256',
      'c.number',
      'c.subject',
    ])
    .where('s.organization_id', '=', tx.organization.id)

type Row = Awaited<ReturnType<ReturnType<typeof signatureRows>['execute']>>[number]

/** A signature by its id, for persons who may read the case. */
export const signature = defineQuery({
  name: 'signature.show',
  input: CasePath,
  authorise: async (tx, { id }) =>
    demandReadable(tx, await signatureRows(tx).where('s.id', '=', id).executeTakeFirst()),
  run: async (tx, _input, row) => toSignatureRecord(tx, row),
})

/**
 * The signature whose PDF has this SHA-256. Refuses where there is none or the actor may not read
 * its case.
 */
export const signatureOfFile = defineQuery({
  name: 'signature.find',
  input: Type.Object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  authorise: async (tx, { sha256 }) =>
    demandReadable(tx, await signatureRows(tx).where('f.sha256', '=', sha256).executeTakeFirst()),
  run: async (tx, _input, row) => toSignatureRecord(tx, row),
})

async function demandReadable(tx: Transaction, row: Row | undefined): Promise<Row> {
  if (row === undefined) refuse('signature-unknown')
  await readableCase(tx, row.case_id)
  return row
}

function toSignatureRecord(tx: Transaction, row: Row): SignatureRecord {
  const again = sealOf({
    organization: tx.organization.id,
    caseId: row.case_id,
    number: row.number,
    step: row.step,
    title: row.title,
    body: row.body,
    signer: row.signer_id,
    signerName: row.signer_name,
    signedAt: row.signed_at,
  })
  return {
    id: row.id,
    caseId: row.case_id,
    number: row.number,
    subject: row.subject,
    title: row.title,
    text: row.body,
    signer: row.signer_name,
    signedAt: row.signed_at.toISOString(),
    seal: row.seal,
    sha256: row.sha256,
    file: row.file_id,
    sealed: again === row.seal,
  }
}

/** Signatures of a case, oldest first. Sends no statement where the history holds no signature. */
export async function signaturesOf(
  tx: Transaction,
  { id: caseId, state }: StoredCase,
): Promise<SignatureRecord[]> {
  if (!state.history.some((event) => event.proofs?.signature !== undefined)) return []
  return (
    await signatureRows(tx)
      .where('s.case_id', '=', caseId)
      .orderBy('s.signed_at')
      .orderBy('s.id')
      .execute()
  ).map((row) => toSignatureRecord(tx, row))
}
