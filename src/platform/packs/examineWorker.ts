import { comparePacks } from '#kernel/packs/compare/compare.ts'
import { runGoldenCases } from '#kernel/packs/golden/run.ts'
import { answerOnce } from '../children/serve.ts'
import { loadEdition, mergedEdition } from './edition.ts'
import type { Examination, ExaminationInput } from './examine.ts'

/** Examines one edition and ends; `examine.ts` starts it. */
function examine({ id, texts, current }: ExaminationInput): Examination {
  const loaded = loadEdition(id, texts)
  if (loaded.edition === undefined) return { faults: loaded.faults }
  const { pack, hash, texts: own } = loaded.edition
  const { results } = runGoldenCases(pack)
  const before = current === undefined ? undefined : mergedEdition(current.id, current.texts)
  const after = mergedEdition(id, own)
  return {
    faults: [],
    edition: {
      hash,
      pack: id,
      title: pack.title,
      edition: pack.edition,
      inForce: pack.inForce,
      texts: own,
    },
    cases: {
      played: results.length,
      failed: results.filter((result) => result.faults.length > 0),
    },
    changes: before === undefined || after === undefined ? [] : comparePacks(before, after),
  }
}

await answerOnce(examine)
