// Reads who at the desk a case can be given to.
import type { StaffRole } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import type { StaffId } from '../vocabulary/ids.ts'

/** The roles of a member of staff; none where there is no such person. */
export async function readStaffRoles(
  db: Database,
  staffId: StaffId,
): Promise<readonly StaffRole[]> {
  const rows = await db.query<{ roles: StaffRole[] }>('select roles from staff where id = $1', [
    staffId,
  ])
  return rows[0]?.roles ?? []
}
