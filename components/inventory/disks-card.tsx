import { useTranslations } from 'use-intl/react'
import { Card } from '#components/ui/card.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'

type Disk = { id: string; name: string; device: string; type: string; sizeGib: number | null; isSystem: boolean }

/** The disks of a thing by the ids that changes name. */
export function DisksCard({ disks }: { disks: Disk[] }) {
  const t = useTranslations('inventory')
  return (
    <Card title={t('disks.title')}>
      {disks.length === 0 ? (
        <p className="text-muted">{t('disks.empty')}</p>
      ) : (
        <DefinitionList
          rows={disks.map(({ id, name, device, type, sizeGib, isSystem }) => ({
            id,
            label: t(isSystem ? 'facts.system' : 'facts.data'),
            value: (
              <>
                {[sizeGib !== null && t('gib', { size: String(sizeGib) }), type, device, name]
                  .filter((part) => part !== false && part !== '')
                  .join(' · ')}
                <span className="mt-0.5 block">
                  <CopyId id={id} charactersMax={21} />
                </span>
              </>
            ),
          }))}
        />
      )}
    </Card>
  )
}
