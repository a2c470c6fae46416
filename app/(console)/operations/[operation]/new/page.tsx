import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { LinkButton } from '#components/ui/link-button.tsx'
import { EmptyState, ForbiddenState } from '#components/ui/state-face.tsx'
import { requirePage } from '#lib/auth/session.ts'
import type { Context } from '#lib/context.ts'
import { readDraft } from '#lib/drafts/read.ts'
import { restoreDraft } from '#lib/drafts/restore.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { type Area, areasOfOperation } from '#lib/i18n/messages.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { accountsToAsk } from '#lib/inventory/accounts-to-ask.ts'
import { readTarget } from '#lib/inventory/read-target.ts'
import type { Operation, TargetKind } from '#lib/operations/kit.ts'
import { findOperation } from '#lib/operations/registry.ts'
import { wizards } from '#lib/operations/wizards.gen.ts'
import { chosenAccount } from '../../../chosen-account.ts'
import { discardDraft, saveDraft, submit } from '../../actions.ts'

type Props = {
  params: Promise<{ operation: string }>
  /** `account`, `target` and `way`: what an operation on an existing resource is opened for. */
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const wizardOf = (key: string) => Object.entries(wizards).find(([name]) => name === key)?.[1]

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const [{ operation: key }, t] = await Promise.all([params, getTranslations('operations')])
  return findOperation(key) ? { title: t('request') } : {}
}

/** Where every operation on an existing resource keeps what it acts on, and in which of its ways. */
const Kept = z.looseObject({
  target: z.looseObject({ id: z.string() }),
  change: z.looseObject({ way: z.string().optional() }).optional(),
})

const listOf = {
  phone_server: '/phone-servers',
  desktop: '/desktops',
  ecs_server: '/servers',
  order: '/orders',
} as const

/** Whatever the cloud names things by. */
const TargetId = z.string().regex(/^\P{Cc}{1,255}$/u)

async function targetOf(ctx: Context, { actsOn }: Operation, asked: Awaited<Props['searchParams']>) {
  const { account } = asked
  const { data: target } = TargetId.safeParse(asked['target'])
  if (actsOn === undefined || target === undefined) return undefined
  const accountId = typeof account === 'string' ? account : undefined
  return await readTarget(ctx, { kind: actsOn, id: target, accountId })
}

async function NoTarget({ kind }: { kind: TargetKind }) {
  const t = await getTranslations('wizard.noTarget')
  const action = <LinkButton href={listOf[kind]}>{t(`action.${kind}`)}</LinkButton>
  return (
    <EmptyState icon="server" title={t('title')} actions={action}>
      {t('text')}
    </EmptyState>
  )
}

/** The form of any operation that has one. */
export default async function NewRequestPage({ params, searchParams }: Props) {
  const [{ operation: key }, asked, { ctx, bind }, { locale }] = await Promise.all([
    params,
    searchParams,
    requirePage(),
    getI18n(),
  ])
  const operation = findOperation(key)
  const load = wizardOf(key)
  if (!operation || !load) notFound()

  const t = await getTranslations('wizard.forbidden')
  const accounts = await accountsToAsk(ctx, operation.service)
  const [first] = accounts
  if (!first) return <ForbiddenState title={t('title')}>{t('text')}</ForbiddenState>

  const [kept, chosen, { WizardLater: Wizard }, found] = await Promise.all([
    readDraft(ctx, { operation: key }),
    chosenAccount(ctx.actor),
    load(),
    targetOf(ctx, operation, asked),
  ])
  const { data: keptFor } = Kept.safeParse(kept?.content)
  if (operation.actsOn !== undefined && !found && (typeof asked['target'] === 'string' || !keptFor))
    return <NoTarget kind={operation.actsOn} />
  const way = typeof asked['way'] === 'string' ? asked['way'] : undefined
  // A draft about another resource, or of another way, does not belong to this form.
  const isOther =
    found !== undefined &&
    (keptFor?.target.id !== found.target.id || (way !== undefined && keptFor.change?.way !== way))
  const draft = isOther ? null : kept
  const preferred = accounts.find(({ id }) => id === (found?.accountId ?? chosen)) ?? first
  const start = operation.start(preferred.id, found?.target, way)
  const areas: readonly Area[] = [
    ...(['wizard', 'operations', 'preflight', 'quote'] as const),
    ...(operation.actsOn === 'order' ? (['orders'] as const) : []),
    ...areasOfOperation(key),
  ]
  const about = draft && {
    id: draft.id,
    accountId: draft.accountId,
    step: draft.step,
    revision: draft.revision,
    savedAt: draft.savedAt,
  }
  return (
    <I18nArea locale={locale} messages={messagesOf(locale, areas)}>
      <Wizard
        accounts={accounts}
        start={start}
        values={draft ? restoreDraft(operation.parse, start, draft.content) : start}
        draft={about}
        replaced={isOther ? (kept?.revision ?? 0) : 0}
        actions={{ submit: bind(submit), saveDraft, discardDraft }}
      />
    </I18nArea>
  )
}
