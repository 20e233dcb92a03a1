// Promises of waiting: no longer than was said, and failures come through.
import { expect, test } from 'vitest'
import { endsInTime } from './in-time.ts'

test('work that ends is waited for, and what hangs is left', async () => {
  expect(await endsInTime(Promise.resolve('done'), 1_000)).toBe(true)
  expect(await endsInTime(new Promise(() => {}), 5)).toBe(false)
})

test('a failure within the time is told, a later one is not', async () => {
  await expect(endsInTime(Promise.reject(new Error('broke')), 1_000)).rejects.toThrow('broke')
  const later = new Promise((_resolve, reject) => setTimeout(() => reject(new Error('late')), 20))
  expect(await endsInTime(later, 5)).toBe(false)
  await expect(later).rejects.toThrow('late')
})
