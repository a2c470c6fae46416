import 'server-only'
import { cookies } from 'next/headers'
import { accountCookie, chooseAccount } from '#components/shell/account-choice.ts'
import { accountsWith, type PersonActor } from '#lib/auth/permissions.ts'

/** The account that lists show, as chosen in the frame; undefined for all of them. */
export async function chosenAccount(actor: PersonActor): Promise<string | undefined> {
  const jar = await cookies()
  return chooseAccount(jar.get(accountCookie)?.value, accountsWith(actor, 'account:read'))
}
