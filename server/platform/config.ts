// Settings: the only reader of the environment. All faults are told at once, before any start.
import { resolve } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number('must be a number from 0 to 65535').int().min(0).max(65_535)
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')

/** Every setting with its check and its default. Each has a row in docs/configuration.md. */
export const SETTINGS = {
  PORT: port.default(4700),
  HOST: z.string().min(1).default('127.0.0.1'),
  TARE_DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: postgresUrl.optional(),
  TARE_DEMO: z.enum(['on', 'off']).default('on'),
  TARE_DEMO_ORDERS: z.coerce
    .number('must be a number from 200 to 200000')
    .int()
    .min(200)
    .max(200_000)
    .default(3_000),
  TARE_BLOBS: z.string().min(1).optional(),
  TARE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TARE_TRUSTED_PROXIES: z.string().min(1).max(1_000).optional(),
  TARE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  TARE_BOOTSTRAP_API_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  TARE_BOOTSTRAP_ADMIN_EMAIL: z.email().optional(),
  TARE_BOOTSTRAP_ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
} as const

const schema = z.object(SETTINGS)

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDirectory: string
  readonly databaseUrl: string | undefined
  readonly demo: boolean
  readonly demoOrders: number
  readonly blobs: string
  readonly publicUrl: string | undefined
  /** Addresses (or networks) of reverse proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  readonly logLevel: string
  readonly bootstrap: {
    readonly apiKey: string | undefined
    readonly adminEmail: string | undefined
    readonly adminPassword: string | undefined
  }
}

/** Settings that cannot be used, each in a sentence of its own. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault'
}

/** Reads and checks the settings. Empty values count as not set. Throws {@link ConfigFault}. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.keys(SETTINGS).map((key) => [key, environment[key] || undefined]),
  )
  const read = schema.safeParse(given)
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigFault(`These settings cannot be used:\n  ${faults.join('\n  ')}`)
  }
  const set = read.data
  const dataDirectory = resolve(set.TARE_DATA_DIR)
  return {
    port: set.PORT,
    host: set.HOST,
    dataDirectory,
    databaseUrl: set.DATABASE_URL,
    demo: set.TARE_DEMO === 'on',
    demoOrders: set.TARE_DEMO_ORDERS,
    blobs: set.TARE_BLOBS ?? resolve(dataDirectory, 'blobs'),
    publicUrl: set.TARE_PUBLIC_URL,
    trustedProxies: set.TARE_TRUSTED_PROXIES?.split(',').map((each) => each.trim()) ?? [],
    // On a terminal a person reads along, who wants to see what is wrong, not every request.
    logLevel: set.TARE_LOG_LEVEL ?? (process.stderr.isTTY ? 'warn' : 'info'),
    bootstrap: {
      apiKey: set.TARE_BOOTSTRAP_API_KEY,
      adminEmail: set.TARE_BOOTSTRAP_ADMIN_EMAIL,
      adminPassword: set.TARE_BOOTSTRAP_ADMIN_PASSWORD,
    },
  }
}
