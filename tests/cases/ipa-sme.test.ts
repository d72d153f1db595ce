import { packOf } from './played.ts'
import { playPack } from './plays.ts'

playPack(await packOf('ipa-sme'))
