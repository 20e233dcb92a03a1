// Doors for the admin to add staff and to see who there is.
import { z } from 'zod'
import type { Http } from '../platform/http.ts'
import { pageOf, pageQuery } from '../platform/paging.ts'
import { formatInstant } from '../vocabulary/time.ts'
import { STAFF_ROLES } from './actor.ts'
import { addStaff } from './add-staff.ts'
import type { AccessDesk } from './authenticate.ts'
import { givenName, idOfCursor } from './listing.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password.ts'
import { readStaff, type StaffRow } from './staff-store.ts'

const tags = ['access']

const staffMember = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  roles: z.array(z.enum(STAFF_ROLES)),
  createdAt: z.iso.datetime(),
})

const added = staffMember.extend({
  oneTimePassword: z.string().optional().describe('Only where no password was given; told once'),
})

export function staffRoutes(http: Http, desk: AccessDesk): void {
  http.route({
    method: 'POST',
    url: '/v1/staff',
    config: { permission: 'staff.manage', secretAnswer: true },
    schema: {
      tags,
      summary: 'Add a member of staff',
      body: z.object({
        email: z.email().max(254),
        name: givenName,
        roles: z.array(z.enum(STAFF_ROLES)).max(STAFF_ROLES.length),
        password: z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD).optional(),
      }),
      response: { 201: added },
    },
    handler: async ({ actor, body }, reply) => {
      const { staff, oneTimePassword } = await addStaff(desk.db, { actor, ...body }, desk.clock())
      const answer = oneTimePassword ? { ...shown(staff), oneTimePassword } : shown(staff)
      return reply.code(201).header('cache-control', 'no-store').send(answer)
    },
  })
  http.route({
    method: 'GET',
    url: '/v1/staff',
    config: { permission: 'staff.manage' },
    schema: {
      tags,
      summary: 'The members of staff',
      querystring: z.object(pageQuery),
      response: {
        200: z.object({ items: z.array(staffMember), nextCursor: z.string().nullable() }),
      },
    },
    handler: async ({ query: { limit, cursor } }) => {
      const rows = await readStaff(desk.db, { after: idOfCursor(cursor), limit: limit + 1 })
      return pageOf(rows.map(shown), limit, ({ id }) => [id])
    },
  })
}

function shown({ id, email, name, roles, created_at }: StaffRow): z.output<typeof staffMember> {
  return { id, email, name, roles: [...roles], createdAt: formatInstant(created_at) }
}
