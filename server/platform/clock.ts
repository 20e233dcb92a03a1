// The one place that asks the machine what time it is.
import { type Clock, instant } from '../vocabulary/time.ts'

export const systemClock: Clock = () => instant(Date.now())
