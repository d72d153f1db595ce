import type { Feature } from '#ui/shell/feature.ts'
import { start } from '#ui/shell/start.tsx'

start(
  Object.values(import.meta.glob<Feature>('../features/*/web/routes.{ts,tsx}', { eager: true })),
)
