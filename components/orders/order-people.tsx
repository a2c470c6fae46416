import { useTranslations } from 'use-intl/react'
import { RequestStatus } from '#components/request/request-status.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { DateTime } from '#components/ui/time-ago.tsx'
import type { OrderDetail } from '#lib/orders/queries.ts'
import { isBoughtElsewhere } from '#lib/orders/status.ts'

/** Who asked, who approved and who paid; for what was bought elsewhere the cloud's own user. */
export function OrderPeople({ order }: { order: OrderDetail }) {
  const t = useTranslations('orders')
  const { request, askedBy, approval, payment, paidAt, userName } = order
  return (
    <>
      {request === null ? (
        <p>
          {isBoughtElsewhere(order) && (
            <>
              <span className="font-strong">{t('linked.elsewhere')}</span>{' '}
            </>
          )}
          <span className="text-muted">{t('linked.none')}</span>
        </p>
      ) : (
        <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <TextLink href={`/requests/${request.id}`}>
            {request.number} {request.title}
          </TextLink>
          <RequestStatus state={request.state} />
        </p>
      )}
      <div className="mt-3 empty:hidden">
        <DefinitionList
          rows={[
            ...(askedBy === null ? [] : [{ id: 'asked', label: t('people.asked'), value: askedBy.name }]),
            ...(approval === null
              ? []
              : [
                  {
                    id: 'approved',
                    label: t('people.approved'),
                    value: <Act by={approval.by.name} at={approval.at} />,
                  },
                ]),
            ...(userName === '' ? [] : [{ id: 'by', label: t('people.user'), value: userName }]),
            ...(paidAt === null
              ? []
              : [
                  {
                    id: 'paid',
                    label: t('people.paid'),
                    value: <Act by={t(payment === null ? 'people.elsewhere' : 'people.worker')} at={paidAt} />,
                  },
                ]),
          ]}
        />
      </div>
    </>
  )
}

const Act = ({ by, at }: { by: string; at: string }) => (
  <>
    {by}
    <span className="block text-s text-muted">
      <DateTime at={at} />
    </span>
  </>
)
