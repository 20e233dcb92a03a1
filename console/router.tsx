// Which page stands at which address. Each is fetched when it is first needed.
import type { ComponentType } from 'react'
import { createBrowserRouter, Navigate } from 'react-router'
import { partyToken } from './data/party-token.ts'
import { DeskFrame } from './frame/desk-frame.tsx'
import { PartyFrame } from './frame/party-frame.tsx'
import { ADDRESSES } from './routes.tsx'
import { PageFailure } from './ui/page-failure.tsx'

type PageFile = Promise<{ readonly default: ComponentType }>

const page = (path: string, load: () => PageFile) => ({
  path,
  lazy: async () => ({ Component: (await load()).default }),
})

/** Whoever comes without saying where to is led by what is known of them. */
function Door() {
  return <Navigate replace to={partyToken() === null ? ADDRESSES.queue : ADDRESSES.party} />
}

const deskPages = [
  page(ADDRESSES.queue, () => import('./pages/queue.tsx')),
  page(ADDRESSES.oneCase, () => import('./pages/case.tsx')),
  page(ADDRESSES.shop, () => import('./pages/shop.tsx')),
]

const partyPages = [
  page(ADDRESSES.party, () => import('./pages/party-cases.tsx')),
  page(ADDRESSES.partyReport, () => import('./pages/party-report.tsx')),
  page(ADDRESSES.partyCase, () => import('./pages/party-case.tsx')),
  page(ADDRESSES.partyShop, () => import('./pages/party-shop.tsx')),
  page(ADDRESSES.partyCheck, () => import('./pages/party-check.tsx')),
]

export const router = createBrowserRouter([
  {
    ErrorBoundary: PageFailure,
    HydrateFallback: () => null,
    children: [
      { path: ADDRESSES.home, Component: Door },
      page(ADDRESSES.signIn, () => import('./pages/sign-in.tsx')),
      { Component: DeskFrame, children: deskPages },
      { Component: PartyFrame, children: partyPages },
      page('*', () => import('./pages/not-found.tsx')),
    ],
  },
])
