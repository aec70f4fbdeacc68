import { shareOfWalks } from './shares.ts'

shareOfWalks(1)
