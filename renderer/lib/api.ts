/** Everything that may be asked of the core, typed by the contract: `await api.documents.find({ query: 'mensa' })`. */
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '#contract/index.ts'
import { bridge } from './bridge.ts'
import { openPortLink } from './portLink.ts'
import { openLoopbackLink } from './socketLink.ts'

export type Api = ContractRouterClient<Contract>

export const api: Api = createORPCClient(bridge() ? openPortLink() : openLoopbackLink())
