import { startApp } from '../shell/start.tsx'
import * as gallery from './routes.ts'

await startApp([gallery])
