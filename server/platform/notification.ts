// Hears PostgreSQL's NOTIFY on one connection of its own: a hint beside polling, never relied on.
import pg from 'pg'

/** Calls `heard` on each notification on `channel`. The answer stops it. Reconnects by itself. */
export function listenTo(url: string, channel: string, heard: () => void): () => void {
  let client: pg.Client | undefined
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const again = () => {
    client = undefined
    if (!stopped) timer = setTimeout(connect, 2_000)
  }
  const connect = () => {
    const fresh = new pg.Client({ connectionString: url, application_name: 'tare-listen' })
    client = fresh
    fresh.on('notification', heard)
    fresh.on('error', () => {})
    fresh.on('end', again)
    fresh
      .connect()
      .then(() => fresh.query(`listen ${pg.escapeIdentifier(channel)}`))
      .catch(() => fresh.end().catch(() => {}))
  }
  connect()
  return () => {
    stopped = true
    clearTimeout(timer)
    client?.end().catch(() => {})
  }
}
