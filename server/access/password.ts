// Passwords of staff: how they are hashed and checked (argon2id; RFC 9106, OWASP's first setting).
import { hash, verify } from '@node-rs/argon2'
import { newSecret } from '../platform/random.ts'

export const SHORTEST_PASSWORD = 12
/** Hashing takes time by length; nobody types more than this. */
export const LONGEST_PASSWORD = 256

// 19 MiB, two passes, one lane. The algorithm is argon2id unless another is named.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The hash of no password that anybody has: checked for an unknown person, to take as long. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$TJP46wcbZ9m9lBoD36Fzmg$Hxm49pxs69PovvMg5sofaAU6L7QPsHONQQFZ/zwilDA'

/** The hash to store. The same characters typed on another machine may be composed otherwise. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST)
}

/** Whether the password is right. Takes the same time where there is no such person. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? NOBODYS_HASH, password.normalize('NFKC'))
  return matches && stored !== undefined
}

/** A password to hand over once, 128 bits and more. */
export function newOneTimePassword(): string {
  return newSecret().slice(0, 24)
}
