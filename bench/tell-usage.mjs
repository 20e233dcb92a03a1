// Loaded before a program that is measured: writes what it has used to file descriptor 3 at its end.
import { writeSync } from 'node:fs'

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1_000_000
  writeSync(3, JSON.stringify({ cpuSeconds, peakMegabytes: maxRSS / 1_024 }))
})
