/** What the register asks of the core. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { orpc } from '../../lib/query.ts'
import { type AuditQuestion, pageRows, requestFrom } from './address.ts'

export const useAudit = (question: AuditQuestion) =>
  useQuery({
    ...orpc.audit.list.queryOptions({
      input: { ...requestFrom(question), offset: question.page * pageRows, limit: pageRows },
    }),
    placeholderData: keepPreviousData,
  })

export const useExport = () => useMutation(orpc.audit.export.mutationOptions())

export const useWho = () => useQuery(orpc.audit.who.queryOptions())
