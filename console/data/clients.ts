// The two ways to the server: the desk with its cookie, a party with the token of its tab.
import { openClient } from '../../contract/client.ts'
import { partyToken } from './party-token.ts'

const { origin: baseUrl } = window.location

// Answers that are sentences come in the language of the page, not of the browser.
const inPageLanguage = () => ({ 'accept-language': document.documentElement.lang })

/** For staff. The header tells the server that it is the console's own page that asks. */
export const desk = openClient({
  baseUrl,
  headers: () => ({ ...inPageLanguage(), 'x-tare-console': '1' }),
})

/** For buyers and sellers. */
export const party = openClient({
  baseUrl,
  headers: () => ({ ...inPageLanguage(), authorization: `Bearer ${partyToken() ?? 'none'}` }),
})
