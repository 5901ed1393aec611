/** What a call was refused with, to be compared. */
import { ORPCError } from '@orpc/client'

export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; data: unknown }> {
  try {
    await call
  } catch (error) {
    if (error instanceof ORPCError) return { code: error.code, data: error.data }
    throw error
  }
  throw new Error('nothing was refused')
}

export const codeOf = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code
