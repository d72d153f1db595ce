import type { Feature } from '#ui/shell/feature.ts'
import { startApp } from '#ui/shell/start.tsx'

await startApp(
  Object.values(import.meta.glob<Feature>('../features/*/web/routes.{ts,tsx}', { eager: true })),
)
