import { packOf } from './stage.ts'
import { playPack } from './goldenPlays.ts'

playPack(await packOf('hokkaido'))
