'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearchParams } from 'next/navigation'
import { type ComponentType, useEffect, useMemo, useState } from 'react'
import {
  type DefaultValues,
  type FieldValues,
  FormProvider,
  type Resolver,
  useForm,
  type UseFormReturn,
  useWatch,
} from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { lazyResolver } from '#components/form/lazy-resolver.ts'
import { PricePanel } from '#components/request/price-panel.tsx'
import { confirming } from '#components/session/confirming.ts'
import { classNames } from '#components/ui/class-names.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { titleOf } from '#lib/operations/capabilities.ts'
import type { Charge } from '#lib/operations/kit.ts'
import { quoteKey, quoteQuery } from '#lib/quotes/queries.ts'
import { DraftNotes, DraftSaved } from './draft-notes.tsx'
import { reviewId } from './navigation.ts'
import { newSubmitKey } from './submit-key.ts'
import { stepParameter } from './use-step-in-url.ts'
import { type DraftState, useDraft } from './use-draft.ts'
import { HostContext, type WizardProps } from './wizard-host.ts'
import { WizardShell, type WizardStep } from './wizard-shell.tsx'

/** What an operation says about its form; everything else is the same for all operations. */
export type WizardDefinition<Values extends FieldValues> = {
  operation: string
  steps: WizardStep<Values>[]
  /** The schema is loaded beside the page, not before it. */
  loadResolver: () => Promise<Resolver<Values>>
  Review: ComponentType<{ input: Values }>
  accountOf: (values: Values) => string | undefined
  /** What has a price so far; undefined while too little is known. */
  charge: (values: Values) => Charge | undefined
  /** A message key: what the price does not hold. */
  priceNote: (values: Values) => string | undefined
  SoFar: ComponentType<{ values: Values }>
}

type Props<Values extends FieldValues> = WizardProps & { definition: WizardDefinition<Values> }

/** The wizard of any operation: form, draft, price, review and submitting. */
export function OperationWizard<Values extends FieldValues>(props: Props<Values>) {
  const [startedOver, setStartedOver] = useState(0)
  const fresh = { ...props, values: props.start, draft: null, replaced: 0 }
  const startOver = () => {
    window.history.replaceState(null, '', window.location.pathname)
    setStartedOver((times) => times + 1)
  }
  return <Filling key={startedOver} {...(startedOver === 0 ? props : fresh)} onStartOver={startOver} />
}

function Filling<Values extends FieldValues>({
  definition,
  onStartOver,
  ...host
}: Props<Values> & { onStartOver: () => void }) {
  const t = useTranslations('wizard')
  const text = useText()
  const router = useRouter()
  const [{ resolver, preload }] = useState(() => lazyResolver(definition.loadResolver))
  const [submitKey] = useState(newSubmitKey)
  const [reason, setReason] = useState('')
  const form = useForm<Values>({
    // The page made them with this operation's own start and schema.
    defaultValues: host.values as DefaultValues<Values>,
    resolver,
    shouldFocusError: false,
  })
  useEffect(() => void preload(), [preload])
  // What an emptied field falls back to is an empty form, never the draft that was restored.
  const { reset } = form
  const [start] = useState(host.start)
  useEffect(() => {
    // As above: made by the page for this form.
    reset(start as DefaultValues<Values>, { keepValues: true })
  }, [reset, start])
  const { draft, goOn, stepsPassed } = useWizardDraft(definition, host, form)
  const submit = useSubmit(definition, host, { draft, reason })
  const shared = useMemo(() => ({ accounts: host.accounts, reason, setReason }), [host.accounts, reason])

  return (
    <HostContext value={shared}>
      <FormProvider {...form}>
        <Header definition={definition} host={host} form={form} />
        <DraftNotes
          restoredAt={host.draft?.savedAt}
          overtookAt={draft.overtookAt}
          onGoOn={goOn}
          onStartOver={async () => {
            if (await draft.discard()) onStartOver()
          }}
        />
        <WizardShell
          title={text(titleOf(definition.operation))}
          form={form}
          steps={definition.steps}
          Review={definition.Review}
          submitLabel={t('submit')}
          submitKey={submitKey}
          submit={submit}
          onSubmitted={({ id }) => router.push(`/requests/${id}`)}
          summary={<Aside definition={definition} form={form} />}
          saved={<DraftSaved state={draft.state} />}
          leaveText={useLeaveText(draft.state)}
          stepsPassed={stepsPassed}
        />
      </FormProvider>
    </HostContext>
  )
}

type Part<Values extends FieldValues> = { definition: WizardDefinition<Values>; form: UseFormReturn<Values> }

function useWizardDraft<Values extends FieldValues>(
  definition: WizardDefinition<Values>,
  host: WizardProps,
  form: UseFormReturn<Values>,
) {
  const ids = [...definition.steps.map(({ id }): string => id), reviewId]
  const passed = Math.max(0, ids.indexOf(host.draft?.step ?? ''))
  const here = ids.indexOf(useSearchParams().get(stepParameter) ?? '')
  const [furthest, setFurthest] = useState(passed)
  if (here > furthest) setFurthest(here)
  const draft = useDraft({
    ...host,
    form,
    operation: definition.operation,
    accountOf: definition.accountOf,
    furthest: ids[furthest] ?? reviewId,
  })
  const goOn = () => window.history.pushState(null, '', `?${stepParameter}=${ids[passed] ?? reviewId}`)
  return { draft, goOn, stepsPassed: passed }
}

/** Sends the form with the price that was shown; an outdated price is asked anew before the person tries again. */
function useSubmit<Values extends FieldValues>(
  definition: WizardDefinition<Values>,
  host: WizardProps,
  { draft, reason }: { draft: ReturnType<typeof useDraft<Values>>; reason: string },
) {
  const client = useQueryClient()
  return async (input: Values, submitKey: string) => {
    const accountId = definition.accountOf(input) ?? ''
    const quoted = client.getQueryData(quoteQuery(accountId, definition.charge(input) ?? { kind: 'none' }).queryKey)
    // Members that are undefined are not there: what is hashed and stored is JSON.
    const plain: unknown = JSON.parse(JSON.stringify(input))
    draft.hold(true)
    const answer = await confirming(() =>
      host.actions.submit({
        operation: definition.operation,
        submitKey,
        input: plain,
        reason,
        draftId: draft.id(),
        ...(quoted?.state === 'priced' && {
          acceptedQuote: { amountMinor: quoted.amountMinor, currency: quoted.currency },
        }),
      }),
    )
    if (!answer.ok) {
      draft.hold(false)
      if (answer.error.code === 'conflict') await client.invalidateQueries({ queryKey: quoteKey(accountId) })
    }
    return answer
  }
}

function useLeaveText(state: DraftState): string {
  const t = useTranslations('wizard.leave')
  const format = useFormat()
  return state.status === 'saved' ? t('saved', { time: format.time(state.at) }) : t('unsaved')
}

/** The page's title with the account and region that the form buys in. */
function Header<Values extends FieldValues>({ definition, form, host }: Part<Values> & { host: WizardProps }) {
  const text = useText()
  // The whole form is watched; what is missing in it, the definition's functions look for themselves.
  const values = useWatch({ control: form.control }) as Values
  const accountId = definition.accountOf(values)
  const account = host.accounts.find(({ id }) => id === accountId)
  return (
    <PageHeader
      title={text(titleOf(definition.operation))}
      context={account && `${account.name} · ${account.region}`}
    />
  )
}

/** Beside the steps; on small screens below them, but for the review, which shows the price itself. */
function Aside<Values extends FieldValues>({ definition, form }: Part<Values>) {
  const text = useText()
  const isReview = useSearchParams().get(stepParameter) === reviewId
  // The whole form is watched; what is missing in it, the definition's functions look for themselves.
  const values = useWatch({ control: form.control }) as Values
  const note = definition.priceNote(values)
  return (
    <div className={classNames('flex flex-col gap-4 xl:sticky xl:top-18', isReview && 'max-xl:hidden')}>
      <PricePanel
        accountId={definition.accountOf(values)}
        charge={definition.charge(values)}
        note={note && text(note)}
      />
      <definition.SoFar values={values} />
    </div>
  )
}
