/** An API client as the page of the loopback host has it, over HTTP alone. */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '#contract/index.ts'
import type { Served } from '#main/loopback/serve.ts'

export type Api = ContractRouterClient<Contract>

export function httpApi({ origin, token }: Pick<Served, 'origin' | 'token'>): Api {
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: { authorization: `Bearer ${token}`, origin } }))
}
