/** Everything that may be asked of the core, typed by the contract: `await api.documents.find({ query: 'mensa' })`. */
import { type ClientLink, createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '#contract/index.ts'
import { bridge } from './bridge.ts'
import { bringTexts } from './i18n.ts'
import { openPortLink } from './portLink.ts'
import { openLoopbackLink } from './socketLink.ts'

export type Api = ContractRouterClient<Contract>

/** A refusal reaches the page after its sentence, which nobody needs until then. */
function withSentences(inner: ClientLink<Record<never, never>>): ClientLink<Record<never, never>> {
  return {
    async call(path, input, options) {
      try {
        return await inner.call(path, input, options)
      } catch (error) {
        // Without it the person reads a general sentence; the refusal itself must not be lost.
        if (error instanceof ORPCError) await bringTexts('refusals').catch(() => null)
        throw error
      }
    },
  }
}

export const api: Api = createORPCClient(withSentences(bridge() ? openPortLink() : openLoopbackLink()))
