import { TextLink } from '#components/ui/text-link.tsx'

export const OrderLink = ({ orderId }: { orderId: string }) => (
  <TextLink href={`/orders/${encodeURIComponent(orderId)}`} className="font-mono text-s">
    {orderId}
  </TextLink>
)
