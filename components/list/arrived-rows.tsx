import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'

/** Offers rows that came, or went, since the list was drawn: over the upper edge of the table, so that no row moves. */
export function ArrivedRows({ arrived, left, onShow }: { arrived: number; left: number; onShow: () => void }) {
  const t = useTranslations('live')
  if (arrived === 0 && left === 0) return null
  return (
    <div className="pointer-events-none absolute inset-x-0 -top-5 z-10 flex justify-center">
      <Button size="small" icon="refresh-cw" onClick={onShow} className="pointer-events-auto shadow-float">
        {arrived > 0 ? t('arrived', { count: arrived }) : t('changed')}
      </Button>
    </div>
  )
}
