/** What is answered about people, second factors and sessions. */
export const peopleErrors = {
  alreadyAsked: 'This waits for another owner already.',
  anotherOwnerConfirms: 'Another owner confirms this: neither who asked for it, nor whom it is about.',
  codeWrong: 'This code is wrong, or was used already. Wait for the next one, or use a recovery code.',
  confirmFirst: 'Confirm first that it is you. Nothing was done.',
  emailWrong: 'Enter a whole e-mail address, for example name@example.com',
  factorNotFound: 'You have no such second factor.',
  groupElsewhere: 'This group also has roles on accounts that you do not own. Their owners change it.',
  groupHasRole: 'This group has the role already.',
  groupNameTaken: 'Another group is called so. Take another name',
  groupNotFound: 'There is no such group on your accounts.',
  hasRole: 'This person has the role already.',
  isMember: 'This person is in the group already.',
  lastFactor: 'A second factor is required here, and this is your last. Add another first.',
  lastOwner: '{account} would have no owner left who can sign in. Make somebody else owner first.',
  linkDead: 'This link opens no more: it was used, replaced, or is older than seven days. Ask an owner for a new one.',
  noOwnerOutside:
    'Another owner who is not in this group has to confirm this, and there is none. Take an owner out of the group, or add another owner first.',
  noSecondOwner:
    'A second owner has to confirm this, and the console has no other owner. Add one on the command line: npm run connect.',
  notYourself: 'Another owner has to do this to you.',
  nothingToProve: 'Nothing is asked of you here any more. Reload the page.',
  otherSession:
    'Nothing was done: you have signed in anew since this page was opened. The page has been renewed and keeps what you entered. See who is signed in, then press again; if this comes back, reload the page.',
  passkeyKnown: 'This passkey is known here already.',
  passkeyWrong: 'The passkey was not taken. Try again, or use a code.',
  passkeysNeedName: 'Browsers make passkeys only for consoles that are opened by a name, not by an address in digits.',
  passwordCommon:
    'This password is easily guessed: it is on lists of stolen ones, or made of your name or rows of keys. Take several unrelated words.',
  passwordShort: 'Take at least {min} characters',
  passwordWrong: 'This is not your password.',
  personDisabled: 'This person is not let in. Let them in again first.',
  personNotFound: 'There is no such person on your accounts.',
  proveFirst: 'Prove first with your second factor that it is you.',
  roleMissing: 'Choose at least one role',
  sessionNotFound: 'There is no such session of yours any more.',
} as const
