import { useTranslations } from 'use-intl/react'
import { CodeText } from '#components/list/code-text.tsx'
import type { Column } from '#components/table/column.ts'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { OrderLink } from './order-link.tsx'

type Common = {
  name: string
  zone: string
  orderId: string | null
  createdAt: string | null
  enterpriseProjectId: string | null
}

/** The columns that resources of every kind have. Each list chooses which of them stand there from the start. */
export function useResourceColumns<Row extends Common>(idOf: (row: Row) => string, idName: string) {
  const t = useTranslations('inventory')
  return {
    name: {
      id: 'name',
      header: t('columns.name'),
      sortable: true,
      cell: ({ name }) => <span className="font-strong">{name}</span>,
    },
    id: { id: 'id', header: idName, cell: (row) => <CodeText>{idOf(row)}</CodeText> },
    zone: { id: 'zone', header: t('columns.zone'), width: 'w-32', cell: ({ zone }) => zone },
    order: {
      id: 'order',
      header: t('columns.order'),
      width: 'w-48',
      cell: ({ orderId }) => orderId !== null && <OrderLink orderId={orderId} />,
    },
    project: {
      id: 'project',
      header: t('facts.enterpriseProject'),
      width: 'w-48',
      cell: ({ enterpriseProjectId: project }) =>
        project === '0' ? t('facts.defaultProject') : project !== null && <CodeText>{project}</CodeText>,
    },
    created: {
      id: 'created',
      header: t('facts.created'),
      width: 'w-32',
      sortable: true,
      cell: ({ createdAt }) => createdAt !== null && <TimeAgo at={createdAt} />,
    },
  } satisfies Record<string, Column<Row>>
}

/** The first address of a resource and how many more there are; all of them on hover. */
export function Addresses({ all: [first, ...others], all }: { all: readonly string[] }) {
  if (first === undefined) return <Nothing />
  return (
    <span title={all.join(', ')}>
      <CodeText>{first}</CodeText>
      {others.length > 0 && <span className="text-s text-muted"> +{others.length}</span>}
    </span>
  )
}

/** Offers a column without showing it from the start. */
export const extra = <Row,>(column: Column<Row>): Column<Row> => ({ ...column, isExtra: true })

/** A cell that has nothing to say. */
export const Nothing = () => <span className="text-muted">–</span>
