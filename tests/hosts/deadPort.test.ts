/** engineering.md §2, guard 1: a call on a port behind which nobody is left must end. */
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import { afterEach, expect, it, vi } from 'vitest'
import { guardLink, NoAnswer } from '#renderer/lib/guards.ts'
import type { Api } from '../support/httpApi.ts'
import { smallCore } from './smallCore.ts'

afterEach(() => vi.useRealTimers())

/** A port whose other end is served, or silent. */
function open(isServed: boolean) {
  const { port1, port2 } = new MessageChannel()
  const gone = new AbortController()
  port1.on('close', () => gone.abort())
  const core = smallCore()
  if (isServed)
    new RPCHandler(core.router).upgrade(port2 as never, { context: { caller: core.caller('electron', true) } })
  const api: Api = createORPCClient(guardLink(new RPCLink({ port: port1 as never }), gone.signal))
  return { api, far: port2, near: port1 }
}

it('a call is answered over a living port', async () => {
  const { api, far } = open(true)
  await expect(api.door.signOut({})).rejects.toMatchObject({ code: 'disk-full' })
  far.close()
})

it('a call ends when the port closes under it', async () => {
  const { api, far } = open(false)
  const call = api.door.state()
  setTimeout(() => far.close(), 50)
  await expect(call).rejects.toBeInstanceOf(NoAnswer)
})

it('a call ends when nobody answers in ten seconds, and not before', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { api, far } = open(false)
  const fate = vi.fn<(error: unknown) => void>()
  api.today.waiting().catch(fate)
  await vi.advanceTimersByTimeAsync(9_900)
  expect(fate).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(200)
  expect(fate).toHaveBeenCalledWith(expect.any(NoAnswer))
  far.close()
})
