// The yardstick of throughput-assess.ts: reads a file line by line and parses each, nothing else.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

let records = 0
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  JSON.parse(line)
  records += 1
}
process.stdout.write(`${records}\n`)
