import { start } from '../shell/start.tsx'
import * as gallery from './routes.ts'

start([gallery])
