import type { gateway as facts } from '../../facts/gateway.ts'
import type { Meanings } from '../../fact.ts'

export const gateway: Meanings<typeof facts> = {
  'APIGW.0101': 'The cloud’s gateway has no such call in this region.',
  'APIGW.0103': 'The gateway found no service behind this call in this region.',
  'APIGW.0104-0106': 'The gateway is set up in a way that keeps it from passing the call on.',
  'APIGW.0201':
    'The gateway could not pass the call on: it was malformed or too large (400, 413, 414, 494), or the service behind did not answer (502, 504). In the second case it may have been carried out.',
  'APIGW.0301':
    'The cloud does not accept the key, its signature or the time of the call. All calls of the account stop, because a few more would lock the key.',
  'APIGW.0302': 'The user of the console’s key may not make this call.',
  'APIGW.0303': 'The gateway does not accept the application’s credentials, or its clock.',
  'APIGW.0304': 'The application may not make this call.',
  'APIGW.0305': 'The gateway does not accept the credentials of the call.',
  'APIGW.0306': 'The gateway denies access to this call.',
  'APIGW.0307': 'The token has expired, or belongs to another region.',
  'APIGW.0308': 'The gateway is slowing calls down. The call did not reach the service, so nothing was done.',
  'APIGW.0310': 'The project cannot be used: it is wrong, frozen or not of this account.',
  'APIGW.0311': 'The gateway does not accept the credentials of the call.',
  'APIGW.0401': 'The gateway does not accept the network address from which the console calls.',
  'APIGW.0402': 'The network address from which the console calls is blocked.',
  'APIGW.0404': 'The gateway considers the network address from which the console calls unsafe.',
  'APIGW.0501-0502': 'The allowance of the application is used up, or it is frozen.',
  'APIGW.0601': 'Something failed inside the gateway. Whether the service got the call is not known.',
  'APIGW.0602,0607': 'The gateway has a wrong address or setting for the service behind.',
  'APIGW.0605-0606': 'The gateway cannot find the service behind. Whether the service got the call is not known.',
  'APIGW.0608-0609,0611-0612':
    'The gateway has trouble with the service behind, or with its certificate. Whether the service got the call is not known.',
  'APIGW.0610': 'The service behind the gateway broke off. It may have carried the call out.',
  'APIGW.0613': 'The service behind the gateway is busy. Whether it got the call is not known.',
  'APIGW.0705': 'The gateway could not work out a signature.',
  'APIGW.0801': 'The region, or this call in it, is not open to the account.',
  'APIGW.0802': 'The user of the console’s key is disabled in this region.',
}
