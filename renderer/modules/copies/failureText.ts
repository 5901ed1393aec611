/** The sentence of a copy that the plan could not make: the same as of one that a person asked for. */
import type { InferContractRouterOutputs } from '@orpc/contract'
import { copyRefusals } from '#contract/copies.contract.ts'
import type { Contract } from '#contract/index.ts'
import { useTranslation } from '../../lib/i18n.ts'

type Failure = NonNullable<InferContractRouterOutputs<Contract>['copies']['state']['failure']>

export function useFailureText(): (failure: Failure) => string {
  const { t } = useTranslation(['copies', 'refusals'])
  return ({ code, path }) => {
    const known = [...copyRefusals, 'disk-full' as const].find((one) => one === code)
    if (known) return t(`refusals:${known}`, { path })
    return code === 'database-damaged' ? t('now.damaged') : t('now.unforeseen')
  }
}
