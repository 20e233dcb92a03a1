// Loaded before a program that is measured: tells at its end, on descriptor 3, what it has used.
import { writeSync } from 'node:fs'

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1_000_000
  writeSync(3, JSON.stringify({ cpuSeconds, peakMegabytes: maxRSS / 1_024 }))
})
