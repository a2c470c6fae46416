import type { Metadata } from 'next'
import { PeopleView } from '#components/people/people-view.tsx'
import { ForbiddenState } from '#components/ui/state-face.tsx'
import { accountsWith } from '#lib/auth/permissions.ts'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { readPeople } from '#lib/people/list.ts'
import * as actions from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people')
  return { title: t('title') }
}

export default async function PeoplePage() {
  const { ctx, bind } = await requirePage()
  if (accountsWith(ctx.actor, 'person:manage').length === 0) return <OwnersOnly />
  const [{ locale }, people] = await Promise.all([getI18n(), readPeople(ctx)])
  return (
    <I18nArea locale={locale} messages={messagesOf(locale, ['people'])}>
      <PeopleView
        {...people}
        actions={{
          invite: bind(actions.invite),
          link: bind(actions.link),
          give: bind(actions.give),
          take: bind(actions.take),
          decide: bind(actions.decide),
          disable: bind(actions.disable),
          enable: bind(actions.enable),
          clearFactors: bind(actions.clearFactors),
        }}
        groupActions={{
          create: bind(actions.createGroup),
          rename: bind(actions.renameGroup),
          remove: bind(actions.deleteGroup),
          addMember: bind(actions.addMember),
          removeMember: bind(actions.removeMember),
          give: bind(actions.giveToGroup),
          take: bind(actions.takeFromGroup),
        }}
      />
    </I18nArea>
  )
}

async function OwnersOnly() {
  const [t, denied] = await Promise.all([getTranslations('people'), getTranslations('denied')])
  return (
    <>
      <h1 className="sr-only">{t('title')}</h1>
      <ForbiddenState title={t('title')}>{denied('needsOwner')}</ForbiddenState>
    </>
  )
}
