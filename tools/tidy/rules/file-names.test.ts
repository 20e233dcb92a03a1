// Tests of the rule for the names of files.
import { expect, test } from 'vitest'
import { found } from '../samples.ts'
import { fileNames } from './file-names.ts'

test.each([
  ['server/cases/case-utils.ts'],
  ['server/common/money.ts'],
  ['console/ui/table-helper.tsx'],
  ['server/cases/case-service.ts'],
  ['server/cases/webhook-handler.ts'],
  ['server/cases/caseFile.ts'],
  ['console/pages/CasePage.tsx'],
  ['server/cases/case_file.ts'],
])('%s is found', (path) => {
  expect(found(fileNames, { [path]: '' })).toHaveLength(1)
})

test.each([
  ['server/cases/case-file.ts'],
  ['server/cases/case-file.test.ts'],
  ['server/effects/serviced-outlet.ts'],
  ['vitest.config.ts'],
  ['contract/client.d.ts'],
  ['README.md'],
])('%s passes', (path) => {
  expect(found(fileNames, { [path]: '' })).toEqual([])
})
