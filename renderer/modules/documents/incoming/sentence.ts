/** Why a file did not come in, in a sentence. */
import { ORPCError } from '@orpc/client'
import type { TFunction } from 'i18next'
import { reasons, type Reason } from '#contract/documents.contract.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'

const isReason = (code: string): code is Reason => (reasons as readonly string[]).includes(code)

export function whyRefused(t: TFunction<'documents'>, reason: string, data: Record<string, unknown>): string {
  if (reason === 'folder-empty') return t('incoming.folderEmpty')
  if (reason === 'left-behind') return t('incoming.leftBehind')
  if (isReason(reason)) return t(`explain.${reason}`, { count: 0 })
  return sentenceOf(new ORPCError(reason, { data }))
}
