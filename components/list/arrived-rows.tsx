import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'

/** Offers rows that came, or went, since the list was drawn; its place is free while there is nothing to offer. */
export function ArrivedRows({ arrived, left, onShow }: { arrived: number; left: number; onShow: () => void }) {
  const t = useTranslations('live')
  if (arrived === 0 && left === 0) return null
  return (
    <div className="-mt-1 flex">
      <Button size="small" icon="refresh-cw" onClick={onShow}>
        {arrived > 0 ? t('arrived', { count: arrived }) : t('changed')}
      </Button>
    </div>
  )
}
