import { reclassifyCases } from '#features/cases/server/public.ts'
import { classChanged } from '#features/registers/server/public.ts'
import { bindPort } from '#platform/gate/ports.ts'
import type { PortBinding } from '#platform/gate/ports.ts'

/** Who answers the questions that lower features ask of higher ones. */
export const ports: readonly PortBinding[] = [
  bindPort(classChanged, (tx, changes) => reclassifyCases(tx, changes)),
]
