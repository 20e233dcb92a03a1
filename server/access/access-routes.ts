// All doors of this floor.
import type { Http } from '../platform/http.ts'
import { apiKeyRoutes, partyTokenRoutes } from './api-key-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import type { AccessDesk } from './authenticate.ts'
import { sessionRoutes } from './session-routes.ts'
import { staffRoutes } from './staff-routes.ts'

/** Adds the routes for sessions, staff, keys, tokens and the log. After `installAccess`. */
export function accessRoutes(http: Http, desk: AccessDesk): void {
  sessionRoutes(http, desk)
  staffRoutes(http, desk)
  apiKeyRoutes(http, desk)
  partyTokenRoutes(http, desk)
  auditRoutes(http, desk)
}
